/* Before the app: the slow words, the too-old words, the crash strip, and the reader's choice of text size before the first
   paint. Plain script for every engine; the app itself is told nothing here. */
(function () {
  'use strict';
  var root = document.documentElement;
  var kept = function (key) { try { return localStorage.getItem('yingchun.' + key); } catch (refused) { return null; } };
  var theme = kept('theme');
  if (theme === 'system') { root.removeAttribute('data-theme'); } else if (theme) { root.setAttribute('data-theme', theme); }
  // Where the system's text is already a quarter larger, 大字版 goes on by itself, and its own quarter is not added.
  var enlarged = parseFloat(getComputedStyle(root).fontSize) >= 20;
  if (enlarged) { root.setAttribute('data-text', 'large'); }
  var care = kept('care');
  if (care === 'on' || (care === null && enlarged)) {
    root.setAttribute('data-care', enlarged ? 'system' : 'on');
    root.setAttribute('data-sun', 'on');
  }
  if (kept('sun') === 'on') { root.setAttribute('data-sun', 'on'); }

  var one = function (name) { return document.querySelector('.' + name); };
  var show = function (name) { var found = one(name); if (found) { found.hidden = false; } };
  var started = false;
  var failed = false;
  var callable = function (phone) {
    var link = one('boot__phone');
    if (!phone || !link) { return; }
    root.setAttribute('data-duty-phone', phone);
    link.href = 'tel:' + phone;
    show('boot__call');
  };
  /* Whom to call: as this phone was told before, or as the community's code in the address says. */
  var offerCall = function () {
    var code = /^\/join\/([^/]+)/.exec(location.pathname);
    var known = kept('duty');
    if (known || !code) { callable(known); return; }
    var asked = new XMLHttpRequest();
    asked.onload = function () {
      try {
        var welcome = JSON.parse(asked.responseText);
        callable(welcome.community.duty_phone || welcome.campaign.duty_phone);
      } catch (refused) { /* Nobody is known who could be called. */ }
    };
    asked.open('GET', '/api/join/' + code[1]);
    asked.send();
  };

  var opens = typeof WebAssembly === 'object' && typeof indexedDB === 'object' && 'noModule' in HTMLScriptElement.prototype;
  var tooOld = function () { show('boot__old'); offerCall(); };
  /* What stands in the page itself is said in the reader's language, too. */
  var inEnglish = function () {
    root.lang = 'en';
    Array.prototype.forEach.call(document.querySelectorAll('[data-en]'), function (said) { said.textContent = said.getAttribute('data-en'); });
  };
  document.addEventListener('DOMContentLoaded', function () {
    if (kept('lang') === 'en') { inEnglish(); }
    if (!opens) { tooOld(); return; }
    setTimeout(function () { if (!started) { show('boot__slow'); offerCall(); } }, 8000);
    var reopen = one('boot-crash__reopen');
    if (reopen) { reopen.addEventListener('click', function () { location.reload(); }); }
  });

  /* The panic hook calls this: whatever is on the screen stays, and the strip says where what was typed is. */
  window.yingchunCrashed = function () { show('boot-crash'); };
  /* In steps: each number is laid out anew, which a slow phone feels. */
  var told = -1;
  window.yingchunProgress = function (share) {
    var step = Math.floor(share * 20);
    if (step === told) { return; }
    told = step;
    var bar = one('boot__done');
    var words = one('boot__share');
    if (bar) { bar.style.transform = 'scaleX(' + Math.max(0.04, share) + ')'; }
    if (words) { words.textContent = step * 5 + '%'; }
  };
  /* The app did not start: the engine may be too old, the network may have gone, or the app broke at its first step. */
  window.yingchunCannotOpen = function (reason) {
    failed = true;
    if (reason instanceof WebAssembly.RuntimeError) { window.yingchunCrashed(); return; }
    if (reason instanceof WebAssembly.CompileError || reason instanceof WebAssembly.LinkError) { tooOld(); return; }
    show('boot__slow');
    offerCall();
  };
  /* The browser offers to put the app on the home screen; the card in 我的 does, when she asks. */
  addEventListener('beforeinstallprompt', function (offer) {
    offer.preventDefault();
    window.yingchunInstall = offer;
  });
  addEventListener('TrunkApplicationStarted', function () {
    if (failed) { return; }
    started = true;
    var boot = one('boot');
    if (boot) { boot.remove(); }
  });
  addEventListener('yingchun-crashed', window.yingchunCrashed);
  // A trap in the wasm stops the app for good, whoever let it happen.
  var trapped = function (error) { if (opens && error instanceof WebAssembly.RuntimeError) { window.yingchunCrashed(); } };
  addEventListener('error', function (event) { trapped(event.error); });
  addEventListener('unhandledrejection', function (event) { trapped(event.reason); });
})();
