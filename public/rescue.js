/* When the app cannot start: counts the entries that this phone keeps, saves their exact lines as a file, sends them again.
   Reads only; it deletes nothing, whatever the hub answers. Plain script, because the app's own engine may be what broke.
   The database is `yingchun-promises`, version 1 for ever: rows of `entry` carry `line`, the bytes that were promised; a row
   of `device` carries the device's id and its key. */
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

  var open = function () {
    return new Promise(function (resolve, reject) {
      var request = indexedDB.open('yingchun-promises');
      // A database that is not there must not be made here: the app makes it, with its stores.
      request.onupgradeneeded = function () { request.transaction.abort(); };
      request.onsuccess = function () { resolve(request.result); };
      request.onerror = function () { reject(request.error); };
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
    return { line: line, device: promised.device || entry.device, seq: Number(promised.seq) || 0, waits: ['queued', 'sent'].indexOf(String(entry.stage).toLowerCase()) >= 0 };
  };

  var deviceOf = function (row) {
    var device = record(row);
    var id = device.device || device.id;
    return typeof id === 'string' && typeof device.key === 'string' ? { id: id, key: device.key } : null;
  };

  var known = function (found) { return found !== null; };

  var read = function () {
    return open().then(function (database) {
      return Promise.all([rows(database, 'entry'), rows(database, 'device')]).then(function (stores) {
        database.close();
        var entries = stores[0].map(entryOf).filter(known);
        entries.sort(function (one, other) { return one.seq - other.seq; });
        return { entries: entries, devices: stores[1].map(deviceOf).filter(known) };
      });
    });
  };

  var save = function (entries) {
    var lines = entries.map(function (entry) { return entry.line; });
    var file = new Blob([lines.join('\n'), '\n'], { type: 'application/x-ndjson' });
    var link = document.createElement('a');
    link.href = URL.createObjectURL(file);
    link.download = 'yingchun-' + lines.length + '.jsonl';
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
      var length = new TextEncoder().encode(entry.line).length + 1;
      if (batch.length === PUSH_LINES_MAX || (batch.length > 0 && bytes + length > PUSH_BYTES_MAX)) {
        made.push(batch);
        batch = [];
        bytes = 0;
      }
      batch.push(entry.line);
      bytes += length;
    });
    if (batch.length > 0) { made.push(batch); }
    return made;
  };

  var push = function (device, lines) {
    return fetch('/api/push', {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-ndjson', Authorization: 'Device ' + device.id + '.' + device.key },
      body: lines.join('\n') + '\n',
    }).then(function (answer) {
      if (answer.status !== 200) { throw new Error(String(answer.status)); }
      return answer.json();
    }).then(function (answer) { return (answer.receipts || []).length; });
  };

  // A device that the hub turns away holds no other up: the next one's entries go all the same.
  var send = function (kept) {
    var sent = 0;
    var faults = 0;
    var steps = [];
    kept.devices.forEach(function (device) {
      var own = kept.entries.filter(function (entry) { return entry.device === device.id || kept.devices.length === 1; });
      batches(own).forEach(function (lines) {
        steps.push(function () {
          return push(device, lines).then(function (receipts) {
            sent += receipts;
            tell(say('传到 ' + sent + ' 条', sent + ' sent'));
          }, function () { faults += 1; });
        });
      });
    });
    var done = steps.reduce(function (before, step) { return before.then(step); }, Promise.resolve());
    return done.then(function () {
      if (sent === 0 && faults > 0) { throw new Error('nothing went'); }
      var all = kept.entries.length;
      var left = faults > 0 ? say('没传到的都在，有网再来一次。', ' What did not go is here; try again with network.') : '';
      tell(say('传到 ' + sent + ' 条，共 ' + all + ' 条。', sent + ' of ' + all + ' sent.') + left
        + say('照片要等页面能打开时再传，都在这部手机里。', ' Photos go once the app opens again; all are on this phone.'));
    });
  };

  read().then(function (kept) {
    var waiting = kept.entries.filter(function (entry) { return entry.waits; }).length;
    one('.count').textContent = kept.entries.length === 0
      ? say('这部手机里没有等着传的', 'Nothing waits on this phone')
      : say(kept.entries.length + ' 条都存着，在这部手机里，' + waiting + ' 条等着传', 'All ' + kept.entries.length + ' are saved on this phone; ' + waiting + ' wait to be sent');
    if (kept.entries.length === 0) { return; }
    var saveButton = one('.save');
    var sendButton = one('.send');
    saveButton.disabled = false;
    saveButton.addEventListener('click', function () { save(kept.entries); });
    sendButton.disabled = kept.devices.length === 0;
    sendButton.addEventListener('click', function () {
      sendButton.disabled = true;
      tell(say('正在传', 'Sending'));
      send(kept).catch(function () { tell(say('没连上。内容都在，有网再来一次。', 'No connection. Everything is here; try again with network.')); })
        .then(function () { sendButton.disabled = false; });
    });
  }).catch(function () {
    one('.count').textContent = say('这部手机里没有存着的内容', 'Nothing is saved on this phone');
  });
})();
