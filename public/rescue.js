/* When the app cannot start: counts the entries that wait on this phone, saves their exact lines as a file, sends them again.
   Reads only; it deletes nothing, whatever the hub answers. Plain script, because the app's own engine may be what broke.
   The database is `yingchun-promises`, version 1 for ever: rows of `entry` carry `line`, the bytes that were promised, its `stage`,
   and what the hub said of it in which life of its database; a row of `device` carries the device's id, its key, the hub's seal
   under them, and which life it heard of last. What waits, and what stands before a line, is as `domain::sync::outbox` says it.
   Where the browser lost that database, the same rows are in the cache `yingchun-second` (src/device/second.js). */
(function () {
  'use strict';
  var PUSH_LINES_MAX = 64;
  var PUSH_BYTES_MAX = 256 * 1024;
  var one = function (selector) { return document.querySelector(selector); };
  var tell = function (words) { one('.told').textContent = words; };
  var english = false;
  try { english = localStorage.getItem('yingchun.lang') === 'en'; } catch (refused) { /* In Chinese, then. */ }
  var say = function (zh, en) { return english ? en : zh; };
  if (english) {
    document.documentElement.lang = 'en';
    Array.prototype.forEach.call(document.querySelectorAll('[data-en]'), function (said) { said.textContent = said.getAttribute('data-en'); });
  }

  // The database; null where there is none.
  var open = function () {
    return new Promise(function (resolve, reject) {
      var none = false;
      var request = indexedDB.open('yingchun-promises');
      // A database that is not there must not be made here: the app makes it, with its stores.
      request.onupgradeneeded = function () { none = true; request.transaction.abort(); };
      request.onsuccess = function () { resolve(request.result); };
      request.onerror = function () { if (none) { resolve(null); } else { reject(request.error); } };
      request.onblocked = function () { reject(new Error('blocked')); };
    });
  };

  var rows = function (database, store) {
    return new Promise(function (resolve) {
      if (!database.objectStoreNames.contains(store)) { resolve([]); return; }
      var found = [];
      var request = database.transaction(store, 'readonly').objectStore(store).openCursor();
      request.onsuccess = function () {
        var cursor = request.result;
        if (!cursor) { resolve(found); return; }
        found.push(cursor.value);
        cursor.continue();
      };
      request.onerror = function () { resolve(found); };
    });
  };

  var text = function (value) {
    if (typeof value === 'string') { return value; }
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) { return new TextDecoder().decode(value); }
    return null;
  };

  // A row may be an object, or its JSON as text.
  var record = function (row) {
    if (typeof row === 'string') { try { return JSON.parse(row); } catch (unreadable) { return {}; } }
    return row || {};
  };

  var entryOf = function (row) {
    var entry = record(row);
    var line = text(entry.line);
    if (line === null && typeof row === 'string') { line = row; }
    if (line === null) { return null; }
    var promised = {};
    try { promised = JSON.parse(line); } catch (unreadable) { /* saved all the same, as it is */ }
    return {
      line: line,
      device: promised.device || entry.device,
      seq: Number(entry.seq) || Number(promised.seq) || 0,
      stage: String(entry.stage).toLowerCase(),
      receipt: entry.receipt || null,
      epoch: entry.epoch || null,
      first: entry.first || null,
    };
  };

  // In which life its database is, the hub says with each answer; at first it is the one that the phone heard of last. What it
  // said in another one it may not know any more.
  var life = null;
  var ofAnotherLife = function (entry) { return life !== null && entry.receipt !== null && entry.epoch !== life; };

  var waits = function (entry) {
    return entry.stage === 'queued' || entry.stage === 'sent' || entry.receipt === null || ofAnotherLife(entry);
  };

  // A line, after what the hub said of it in another life.
  var sentAs = function (entry) {
    var first = entry.first || (ofAnotherLife(entry) ? entry.receipt : null);
    return (first === null ? '' : JSON.stringify({ first: first }) + '\n') + entry.line;
  };

  var deviceOf = function (row) {
    var device = record(row);
    var id = device.device || device.id;
    return typeof id === 'string' && typeof device.key === 'string' ? { id: id, key: device.key, seal: device.seal || null } : null;
  };

  var known = function (found) { return found !== null; };

  // The life that any of the phone's persons heard of last.
  var heardLast = function (devices) {
    var seen = devices.map(function (row) { return record(row).seen || null; }).filter(known);
    seen.sort(function (one, other) { return other.received - one.received; });
    return seen.length > 0 ? seen[0].epoch : null;
  };

  var keptOf = function (entries, devices, copied) {
    var read = entries.map(entryOf).filter(known);
    read.sort(function (one, other) { return one.seq - other.seq; });
    return { entries: read, devices: devices.map(deviceOf).filter(known), heard: heardLast(devices), copied: copied };
  };

  var promised = function () {
    return open().then(function (database) {
      if (database === null) { return keptOf([], [], false); }
      return Promise.all([rows(database, 'entry'), rows(database, 'device')]).then(function (stores) {
        database.close();
        return keptOf(stores[0], stores[1], false);
      });
    });
  };

  // The rows of a store in the second copy: each body begins with its row as JSON, and a header says how long that is.
  var copiedRows = function (cache, store) {
    return cache.keys().then(function (requests) {
      var named = requests.filter(function (request) { return decodeURIComponent(new URL(request.url).pathname).indexOf('/second/' + store + '/') === 0; });
      return Promise.all(named.map(function (request) {
        return cache.match(request).then(function (answer) {
          return answer.arrayBuffer().then(function (body) {
            return JSON.parse(text(body.slice(0, parseInt(answer.headers.get('sizes'), 10))));
          });
        }).catch(function () { return null; });
      }));
    });
  };

  var copied = function () {
    return caches.open('yingchun-second').then(function (cache) {
      return Promise.all([copiedRows(cache, 'entry'), copiedRows(cache, 'device')]);
    }).then(function (stores) { return keptOf(stores[0], stores[1], true); });
  };

  var read = function () {
    return promised().then(function (kept) {
      if (kept.entries.length > 0 || kept.devices.length > 0 || !window.caches) { return kept; }
      return caches.has('yingchun-second').then(function (has) { return has ? copied() : kept; });
    });
  };

  var save = function (entries) {
    var lines = entries.map(sentAs);
    var file = new Blob([lines.join('\n'), '\n'], { type: 'application/x-ndjson' });
    var link = document.createElement('a');
    link.href = URL.createObjectURL(file);
    link.download = 'yingchun-' + entries.length + '.jsonl';
    document.body.appendChild(link);
    link.click();
    link.remove();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 60000);
    tell(say('存成文件了：', 'Saved as a file: ') + link.download + say('。微信里存不了的话，点右上角 ··· 用浏览器打开这一页再存。', '. Where WeChat does not save it, tap ··· at the top right and open this page in the browser.'));
  };

  // Batches that the hub takes: few lines, few bytes, one device's entries at a time, in their order.
  var batches = function (entries) {
    var made = [];
    var batch = [];
    var bytes = 0;
    entries.forEach(function (entry) {
      var sent = sentAs(entry);
      var length = new TextEncoder().encode(sent).length + 1;
      if (batch.length === PUSH_LINES_MAX || (batch.length > 0 && bytes + length > PUSH_BYTES_MAX)) {
        made.push(batch);
        batch = [];
        bytes = 0;
      }
      batch.push(sent);
      bytes += length;
    });
    if (batch.length > 0) { made.push(batch); }
    return made;
  };

  var push = function (device, lines) {
    var headers = { 'Content-Type': 'application/x-ndjson', Authorization: 'Device ' + device.id + '.' + device.key };
    if (device.seal) { headers['Device-Seal'] = device.seal; }
    return fetch('/api/push', { method: 'POST', headers: headers, body: lines.join('\n') + '\n' }).then(function (answer) {
      if (answer.status !== 200) { throw answer.status; }
      return answer.json();
    }).then(function (answer) {
      life = answer.epoch || life;
      return (answer.receipts || []).length;
    });
  };

  // What a fault is called: no network is another thing than a hub that answers and takes nothing.
  var said = function (fault) {
    if (fault === 401) {
      return say('街道那边没认出这部手机，传不了。内容都在：存成文件，交给队长代传。',
        'The office does not know this phone, so nothing can be sent. Everything is here: save it as a file for the team leader.');
    }
    if (typeof fault === 'number') {
      return say('街道那边暂时收不了，不是您手机的问题。内容都在，过会儿再来一次。',
        'The office cannot take it now; it is not your phone. Everything is here; try again later.');
    }
    return say('没连上。内容都在，有网再来一次。', 'No connection. Everything is here; try again with network.');
  };

  // A device that the hub turns away holds no other up: the next one's entries go all the same. An answer may tell that the hub
  // began another life: then what it said before goes again, once.
  var send = function (kept) {
    var sent = 0;
    var faults = [];
    var went = [];
    var round = function () {
      var steps = [];
      kept.devices.forEach(function (device) {
        var own = kept.entries.filter(function (entry) {
          return waits(entry) && went.indexOf(entry) < 0 && (entry.device === device.id || kept.devices.length === 1);
        });
        went = went.concat(own);
        batches(own).forEach(function (lines) {
          steps.push(function () {
            return push(device, lines).then(function (receipts) {
              sent += receipts;
              tell(say('传到 ' + sent + ' 条', sent + ' sent'));
            }, function (fault) { faults.push(fault); });
          });
        });
      });
      return steps.reduce(function (before, step) { return before.then(step); }, Promise.resolve());
    };
    return round().then(round).then(function () {
      if (sent === 0 && faults.length > 0) { tell(said(faults[0])); return; }
      var left = faults.length > 0 ? said(faults[0]) : '';
      tell(say('传到 ' + sent + ' 条，共 ' + went.length + ' 条。', sent + ' of ' + went.length + ' sent. ') + left
        + say('照片要等页面能打开时再传，都在这部手机里。', ' Photos go once the app opens again; all are on this phone.'));
    });
  };

  // What is here, in words.
  var counted = function (all, waiting, copied) {
    if (all === 0) { return say('这部手机里没有等着传的', 'Nothing waits on this phone'); }
    return copied
      ? say('浏览器把原来那份弄丢了。备份里还有 ' + all + ' 条，' + waiting + ' 条等着传。点“重新打开”就放回去',
        'The browser lost what it kept. The second copy has ' + all + '; ' + waiting + ' wait to be sent. "Open again" puts them back')
      : say(all + ' 条都存着，在这部手机里，' + waiting + ' 条等着传', 'All ' + all + ' are saved on this phone; ' + waiting + ' wait to be sent');
  };

  var show = function (kept) {
    life = kept.heard;
    var waiting = function () { return kept.entries.filter(waits); };
    var count = waiting().length;
    one('.count').textContent = counted(kept.entries.length, count, kept.copied);
    if (count === 0) { return; }
    var saveButton = one('.save');
    var sendButton = one('.send');
    saveButton.disabled = false;
    saveButton.addEventListener('click', function () { save(waiting()); });
    sendButton.disabled = kept.devices.length === 0;
    sendButton.addEventListener('click', function () {
      sendButton.disabled = true;
      tell(say('正在传', 'Sending'));
      send(kept).then(function () { sendButton.disabled = false; });
    });
  };

  // A browser that was killed while it wrote may need a moment before it opens again what it keeps.
  var look = function () {
    one('.again').hidden = true;
    one('.count').textContent = say('正在看', 'Looking');
    read().then(show).catch(function () {
      one('.count').textContent = say('这会儿读不了这部手机里存着的内容，不等于丢了。过一会儿再看一次',
        'What is saved on this phone cannot be read just now, which does not mean that it is lost. Look again in a moment');
      one('.again').hidden = false;
    });
  };

  one('.again button').addEventListener('click', look);
  look();
})();
