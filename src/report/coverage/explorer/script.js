'use strict';
(() => {
  const $ = (selector, root = document) => root.querySelector(selector);
  const SVG = 'http://www.w3.org/2000/svg';
  const GIVEN = {direct: ['●', 'quoted whole'], partly: ['◐', 'partly quoted'], indirect: ['○', 'in the reporter’s words']};
  const SLOT = {speaker: 'who says it', polarity: 'whether it is so', number: 'how many', date: 'which day', time: 'what time'};
  const LANG = {en: 'English', ko: 'Korean'};
  const rows = [...document.querySelectorAll('#events li')];
  const main = $('#event'), detail = $('#detail');
  let open = null, back = null;

  // Every word of an article goes in as text.
  function make(tag, attributes = {}, ...children) {
    const element = tag.startsWith('svg:') ? document.createElementNS(SVG, tag.slice(4)) : document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name === 'onclick') element.addEventListener('click', value);
      else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : value);
    }
    element.append(...children.filter(child => child !== null && child !== undefined));
    return element;
  }

  /* The list */
  function filter() {
    const form = $('#filters').elements;
    const words = form.words.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      const data = row.dataset;
      const fits = words.every(word => data.words.includes(word)) && (!form.both.checked || data.both === 'true')
        && (!form.differ.checked || data.differ !== '0') && (!form.several.checked || data.articles !== '1');
      row.hidden = !fits;
      shown += fits;
    }
    $('#found').textContent = `${shown} of ${rows.length} events`;
  }

  function step(by) {
    const shown = rows.filter(row => !row.hidden);
    const at = shown.findIndex(row => $('a', row).hasAttribute('aria-current'));
    const next = shown[at < 0 ? (by > 0 ? 0 : shown.length - 1) : at + by];
    if (next) location.hash = $('a', next).hash;
  }

  /* One event */
  function show() {
    const id = decodeURIComponent(location.hash.slice(1));
    const link = rows.map(row => $('a', row)).find(a => a.hash === '#' + id);
    document.body.classList.toggle('open', Boolean(link));
    close();
    for (const row of rows) $('a', row).removeAttribute('aria-current');
    if (!link) return;
    link.setAttribute('aria-current', 'true');
    link.scrollIntoView({block: 'center'});
    open = JSON.parse($('#data-' + link.dataset.at).textContent);
    main.replaceChildren(...event(open));
    window.scrollTo(0, 0);
  }

  function event(data) {
    return [
      make('a', {class: 'back', href: '#'}, '← All events'),
      make('h2', {lang: data.title_lang}, data.title),
      make('p', {class: 'counts'}, `${data.articles.length} articles, ${data.outlets.length} outlets, ${data.statements.length} statements, `
        + `${data.statements.filter(s => s.coverage === 'both').length} of them in both languages`),
      make('h3', {}, 'When'), timeline(data),
      make('h3', {}, 'Who reported what'),
      make('p', {class: 'key'}, '● quoted whole   ◐ partly quoted   ○ in the reporter’s words   ≠ reports differ'),
      tools(data), make('div', {class: 'frame', id: 'matrix'}, matrix(data, () => true)),
      make('h3', {}, 'Who is quoted by whom'), quoted(data),
      make('h3', {}, 'Articles'), articles(data),
    ];
  }

  const time = article => article.published ? article.published.replace('T', ' ').replace(/(:\d\d)(:\d\d)?(\.\d+)?Z$/, '$1 UTC') : 'no date';

  function articles(data) {
    return make('ol', {class: 'articles'}, ...data.articles.map(a => make('li', {},
      make('span', {lang: a.lang}, a.headline),
      make('span', {class: 'facts'}, `${LANG[a.lang] || a.lang} · ${a.outlet} · ${time(a)} · ${Math.round(a.confidence * 100)} % sure`
        + (a.copy_of === null ? '' : ` · shares its source with ${data.articles[a.copy_of].outlet}`)))));
  }

  function timeline(data) {
    const dated = data.articles.filter(a => a.hours !== null);
    // As wide as there is room for: a phone shows the whole of it too.
    const width = Math.max(300, Math.min(760, main.clientWidth - 40)), left = width < 500 ? 110 : 150, right = 24, gap = 26, top = 26;
    const height = top + gap * data.outlets.length + 14;
    const from = Math.min(...dated.map(a => a.hours)), to = Math.max(...dated.map(a => a.hours), from + 1);
    const x = hours => left + (hours - from) / (to - from) * (width - left - right);
    const svg = make('svg:svg', {viewBox: `0 0 ${width} ${height}`, width, height, role: 'img', 'aria-label': 'Articles by time of publication'});
    const room = (width - left - right) / 62;
    const unit = [1, 3, 6, 12, 24, 48, 96].find(hours => (to - from) / hours <= room) || 192;
    for (let hour = 0; hour <= to - from; hour += unit) {
      svg.append(make('svg:line', {class: 'axis', x1: x(from + hour), x2: x(from + hour), y1: top - 6, y2: height - 8}),
        make('svg:text', {class: 'faint', x: x(from + hour), y: 14, 'text-anchor': 'middle'}, hour === 0 ? 'first' : hour % 24 === 0 && hour > 48 ? `+${hour / 24} d` : `+${hour} h`));
    }
    data.outlets.forEach((outlet, at) => {
      const y = top + gap * at + 10;
      svg.append(make('svg:text', {x: left - 14, y: y + 4, 'text-anchor': 'end', lang: outlet.lang}, cut(outlet.name, width < 500 ? 13 : 18)));
      svg.append(make('svg:line', {class: 'axis', x1: left, x2: width - right, y1: y, y2: y}));
      for (const index of outlet.articles) {
        const a = data.articles[index];
        if (a.hours === null) continue;
        const mark = a.lang === 'ko'
          ? make('svg:rect', {class: 'ko' + (a.copy_of === null ? '' : ' hollow'), x: x(a.hours) - 6, y: y - 6, width: 12, height: 12})
          : make('svg:circle', {class: 'en' + (a.copy_of === null ? '' : ' hollow'), cx: x(a.hours), cy: y, r: 6.5});
        mark.append(make('svg:title', {}, `${a.headline} (${a.outlet}, ${time(a)})`));
        svg.append(mark);
      }
    });
    return make('div', {class: 'frame'}, svg);
  }

  const cut = (text, most) => text.length > most ? text.slice(0, most - 1) + '…' : text;

  function tools(data) {
    const choices = [['All', () => true], ['≠ Differing', s => s.agreement === 'differ'], ['In both languages', s => s.coverage === 'both'],
      ['English only', s => s.coverage === 'en_only'], ['Korean only', s => s.coverage === 'ko_only']];
    const buttons = choices.map(([name, fits], at) => make('button', {type: 'button', 'aria-pressed': String(at === 0), onclick: () => {
      buttons.forEach(b => b.setAttribute('aria-pressed', String(b === buttons[at])));
      $('#matrix').replaceChildren(matrix(data, fits));
    }}, `${name} ${data.statements.filter(fits).length}`));
    return make('div', {class: 'tools', role: 'group', 'aria-label': 'Statements shown'}, ...buttons);
  }

  function matrix(data, fits) {
    const head = make('tr', {}, make('th', {scope: 'col'}, 'Statement'), ...data.outlets.map(o =>
      make('th', {scope: 'col', class: o.lang, lang: o.lang, title: LANG[o.lang]}, o.name)));
    const body = data.statements.filter(fits).map(told => {
      const voice = told.voice === null ? null : data.voices[told.voice];
      const values = {};
      for (const difference of told.differences)
        for (const [a, value] of Object.entries(difference.values)) values[a] = values[a] ? `${values[a]} · ${value}` : value;
      const slots = [...new Set(told.differences.map(d => SLOT[d.slot] || d.slot))].join(', ');
      const first = make('th', {scope: 'row', class: 'told'},
        make('span', {class: 'who'}, voice ? voice.name : 'No source named', voice && voice.ko && voice.ko !== voice.name ? make('small', {lang: 'ko'}, ' ' + voice.ko) : null),
        make('span', {class: 'gist', lang: /[가-힣]/.test(told.gist) ? 'ko' : 'en'}, told.gist),
        slots ? make('span', {class: 'slot'}, 'Reports differ: ' + slots) : null);
      const cells = data.outlets.map(outlet => {
        const mentions = told.mentions.filter(m => outlet.articles.includes(m.article));
        const cell = make('td', {class: 'mark ' + outlet.lang});
        if (!mentions.length) { cell.append(make('span', {class: 'unseen'}, 'not reported')); return cell; }
        const best = ['direct', 'partly', 'indirect'].find(given => mentions.some(m => m.given === given));
        const value = outlet.articles.map(a => values[a]).find(Boolean);
        cell.append(make('button', {type: 'button', 'aria-label': `${outlet.name}: ${GIVEN[best][1]}${value ? ', ' + value : ''}. Show the passages`,
          onclick: click => passages(data, told, outlet, click.currentTarget)}, GIVEN[best][0],
          value ? make('span', {class: 'value', lang: outlet.lang}, cut(value, 28)) : null));
        return cell;
      });
      return make('tr', {class: told.agreement === 'differ' ? 'differ-row' : false}, first, ...cells);
    });
    if (!body.length) body.push(make('tr', {}, make('td', {colspan: data.outlets.length + 1}, 'None.')));
    return make('table', {}, make('thead', {}, head), make('tbody', {}, ...body));
  }

  function quoted(data) {
    const counts = data.voices.map(() => data.outlets.map(() => ({direct: 0, other: 0})));
    for (const told of data.statements) {
      if (told.voice === null) continue;
      for (const mention of told.mentions) {
        const column = data.outlets.findIndex(o => o.articles.includes(mention.article));
        counts[told.voice][column][mention.given === 'direct' ? 'direct' : 'other'] += 1;
      }
    }
    const order = data.voices.map((_, at) => at).filter(at => counts[at].some(c => c.direct + c.other))
      .sort((a, b) => counts[b].reduce((n, c) => n + c.direct + c.other, 0) - counts[a].reduce((n, c) => n + c.direct + c.other, 0) || a - b);
    const left = 220, gap = 84, row = 30, top = 34;
    const width = left + gap * data.outlets.length + 10, height = top + row * order.length + 6;
    const svg = make('svg:svg', {viewBox: `0 0 ${width} ${height}`, width, height, role: 'img', 'aria-label': 'Speakers by outlet: the larger the mark, the more statements'});
    data.outlets.forEach((outlet, at) => svg.append(make('svg:text', {x: left + gap * at + gap / 2, y: 18, 'text-anchor': 'middle', lang: outlet.lang}, cut(outlet.name, 12))));
    order.forEach((voice, at) => {
      const y = top + row * at + row / 2;
      svg.append(make('svg:text', {x: left - 12, y: y + 4, 'text-anchor': 'end'}, cut(data.voices[voice].name, 30)),
        make('svg:line', {class: 'axis', x1: left, x2: width - 10, y1: y + row / 2, y2: y + row / 2}));
      data.outlets.forEach((outlet, column) => {
        const {direct, other} = counts[voice][column], all = direct + other;
        if (!all) return;
        const x = left + gap * column + gap / 2, radius = 4 + 3.2 * Math.sqrt(all);
        const mark = make('svg:circle', {class: outlet.lang + (direct ? '' : ' hollow'), cx: x - 10, cy: y, r: Math.min(radius, 13)});
        mark.append(make('svg:title', {}, `${data.voices[voice].name} in ${outlet.name}: ${direct} quoted whole, ${other} otherwise`));
        svg.append(mark, make('svg:text', {class: 'faint', x: x + 8, y: y + 4}, String(all)));
      });
    });
    return make('div', {class: 'frame'}, order.length ? svg : make('p', {class: 'key'}, 'Nobody is quoted.'));
  }

  /* Passages */
  function marked(mention) {
    const at = mention.passage.indexOf(mention.text);
    if (at < 0) return [mention.passage];
    return [mention.passage.slice(0, at), make('mark', {}, mention.text), mention.passage.slice(at + mention.text.length)];
  }

  function passages(data, told, outlet, button) {
    back = button;
    const voice = told.voice === null ? 'No source named' : data.voices[told.voice].name;
    const printed = values => Object.entries(values).filter(([, value]) => value.trim()).map(([a, value]) => `${data.articles[a].outlet} “${value}”`);
    const slots = told.differences.map(d => `${SLOT[d.slot] || d.slot}: ` + [...new Set(printed(d.values))].join(', '));
    const cards = told.mentions.map(mention => {
      const article = data.articles[mention.article];
      return make('div', {class: `passage ${article.lang}${outlet.articles.includes(mention.article) ? ' chosen' : ''}`},
        make('p', {class: 'facts'}, `${LANG[article.lang] || article.lang} · ${article.outlet} · ${time(article)}`),
        make('p', {class: 'facts', lang: article.lang}, [mention.speaker, mention.cue].filter(Boolean).join(' · ')),
        make('q', {lang: article.lang}, ...marked(mention)));
    });
    $('.detail-body', detail).replaceChildren(make('p', {class: 'who'}, voice),
      ...slots.map(text => make('p', {class: 'slot'}, '≠ ' + text)), make('div', {class: 'passages'}, ...cards));
    detail.hidden = false;
    $('.close', detail).focus();
  }

  function close() {
    if (detail.hidden) return false;
    detail.hidden = true;
    if (back && back.isConnected) back.focus();
    return true;
  }

  $('#filters').addEventListener('input', filter);
  $('#filters').addEventListener('submit', e => e.preventDefault());
  $('.close', detail).addEventListener('click', close);
  addEventListener('hashchange', show);
  addEventListener('keydown', e => {
    if (e.key === 'Escape') { if (!close() && e.target.matches('input')) e.target.blur(); return; }
    if (e.target.matches('input') || e.ctrlKey || e.metaKey || e.altKey) return;
    if (e.key === 'j') step(1);
    else if (e.key === 'k') step(-1);
    else if (e.key === '/') { e.preventDefault(); $('#filters').elements.words.focus(); }
  });
  filter();
  // On a wide screen the first event is open from the start.
  const first = rows.find(row => !row.hidden);
  if (!location.hash && first && innerWidth > 760) history.replaceState(null, '', $('a', first).hash);
  show();
})();
