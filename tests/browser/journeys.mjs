// What people come for. Each is one function of a person; journeys.test.mjs makes each in every mode.
import assert from 'node:assert/strict';

const number = (text) => Number(text.match(/\d+/)?.[0] ?? 0);

async function total(person) {
  return number(await person.page.locator('.fp-count-line').innerText());
}

async function save(person, count) {
  const item = person.page.locator('.fp-band--fits .fp-card button[name="add"]');
  for (let i = 0; i < count; ++i) {
    const name = await item.first().getAttribute('value');
    await person.use(item.first());
    await person.page.locator(`button[name="remove"][value="${name}"]`).waitFor();
  }
}

export const JOURNEYS = {
  async 'finds debt advice near Ludlow and the number to ring'(person) {
    await person.search('debt advice', 'Ludlow');
    await person.see('Ludlow');
    await person.follow('Debt and money advice, Ludlow');
    assert.equal(await person.heading(), 'Debt and money advice, Ludlow');
    await person.see('01632 960811');
    assert.equal(await person.page.locator('a[href="tel:01632960811"]').count(), 1);
  },

  async 'asks for what is open now, and lets go of it'(person) {
    await person.open('/');
    await person.fill('form.near', 'Ludlow');
    await person.use(person.page.locator('summary', {hasText: person.say('form.more')}));
    await person.tick(person.say('form.when.now'));
    await person.press(person.say('form.go'));
    const open = await total(person);
    await person.follow(new RegExp(person.say('chip.drop', {what: person.say('chip.open', {time: person.say('form.when.now')})})));
    assert.ok((await total(person)) > open);
  },

  async 'finds debt advice that is open on a Saturday'(person) {
    await person.open('/');
    await person.fill('form.q', 'debt advice');
    await person.fill('form.near', 'Ludlow');
    await person.choose('form.when', 'open_on.saturday');
    await person.press(person.say('form.go'));
    await person.follow('Debt and money advice, Ludlow');
    assert.equal(await person.heading(), 'Debt and money advice, Ludlow');
  },

  async 'drops one part of what was understood'(person) {
    await person.search('lunch club', 'Clun');
    const before = await total(person);
    await person.follow(person.say('chip.drop', {what: person.say('chip.near', {place: 'Clun'})}));
    assert.ok((await total(person)) >= before);
    assert.equal(await person.page.locator('#near').inputValue(), '');
    assert.equal(await person.page.locator('#q').inputValue(), 'lunch club');
  },

  async 'narrows by a filter whose count comes true'(person) {
    await person.search('', 'Shrewsbury');
    await person.use(person.page.locator('.fp-facet summary').nth(1));
    const choice = person.page.locator('.fp-facet').nth(1).locator('a').first();
    const promised = number(await choice.locator('.fp-facet__count').innerText());
    await person.go(choice);
    assert.equal(await total(person), promised);
  },

  async 'puts the nearest first'(person) {
    await person.search('food', 'Craven Arms');
    await person.follow(person.say('sort.nearest'));
    const miles = (await person.page.locator('.fp-band--fits .fp-distance').allInnerTexts()).map((text) => {
      const value = Number.parseFloat(text);
      return /llath|lath|yard/.test(text) ? value / 1760 : value;
    });
    assert.ok(miles.length > 2);
    assert.deepEqual(miles, [...miles].sort((a, b) => a - b));
  },

  async 'looks at the map and goes back to the list'(person) {
    await person.search('warm', 'Ludlow');
    await person.follow(person.say('view.map'));
    const points = await person.page.locator('.fp-map__point').count();
    assert.ok(points > 0);
    assert.ok(await person.page.getByRole('img', {name: person.say('map.title')}).isVisible());
    await person.follow(person.say('view.list'));
    assert.equal(await person.page.locator('.fp-map').count(), 0);
  },

  async 'saves three, puts the last first, and prints them with a note'(person) {
    await person.search('lunch', 'Ludlow');
    await save(person, 3);
    await person.follow(new RegExp('^' + person.say('shell.shortlist')));
    const names = () => person.page.locator('.fp-kept__line h2').allInnerTexts();
    const [first, second, third] = await names();
    await person.go(person.page.locator('.fp-kept__line').nth(2).locator('button[name="up"]'));
    assert.deepEqual(await names(), [first, third, second]);
    const note = person.page.locator('textarea').first();
    if (person.mode.keyboard) {
      await person.reach(note);
      await person.page.keyboard.type('Bus 435 at ten');
    } else {
      await note.fill('Bus 435 at ten');
    }
    await person.press(person.say('shortlist.print'));
    await person.see('Bus 435 at ten');
    assert.deepEqual(await names(), [first, third, second]);
  },

  async 'shares a list by its link, and somebody takes it over'(person, context) {
    await person.search('befriending', 'Bucknell');
    await save(person, 2);
    await person.follow(new RegExp('^' + person.say('shell.shortlist')));
    const link = await person.page.getByLabel(person.say('shortlist.link'), {exact: true}).inputValue();
    await context.clearCookies();
    await person.page.goto(link);
    assert.equal(await person.heading(), person.say('shortlist.shared'));
    await person.press(person.say('shortlist.take'));
    assert.equal(await person.heading(), person.say('shortlist.title'));
    assert.equal(await person.page.locator('.fp-kept__line').count(), 2);
  },

  async 'reports a wrong number, first forgetting to say which'(person) {
    await person.search('lunch club', 'Clun');
    await person.follow('Thursday Lunch Club, Clun');
    await person.follow(person.say('action.report'));
    await person.press(person.say('report.send'));
    await person.use(person.link(person.say('fault.report.reason')));
    await person.tick(person.say('report.reason.phone'));
    await person.fill('report.details', 'It ends in 99 now');
    await person.press(person.say('report.send'));
    assert.equal(await person.heading(), person.say('report.sent'));
  },

  async 'sees what is in Clun, and what happens in its hall'(person) {
    await person.open('/places/Clun');
    assert.equal(await person.heading(), person.say('place.heading', {place: 'Clun'}));
    await person.follow(/^Bridge Hall$/);
    await person.see(person.say('location.events'));
    await person.follow('Warm Wednesday at Bridge Hall');
    await person.see('Bridge Hall');
  },

  async 'mistypes a place and is helped'(person) {
    await person.search('food', 'Ludlwo');
    assert.equal(await person.page.locator('#q').inputValue(), 'food');
    await person.go(person.page.locator('.govuk-error-summary').getByRole('link', {name: 'Ludlow', exact: true}));
    assert.ok((await total(person)) > 0);
  },

  async 'finds nothing and is shown ways on'(person) {
    await person.open('/search?q=dementia+caf%C3%A9&near=Clun&within=1mi&age=5&free=true');
    await person.see(person.say('results.ways'));
    await person.follow(person.say('way.anywhere'));
    await person.settled();
  },

  async 'goes from an organization to its service and to others like it'(person) {
    await person.search('debt advice', 'Ludlow');
    await person.follow(/^Ludlow Advice Shop$/);
    await person.see(person.say('organization.services'));
    await person.follow('Benefits and form-filling, Ludlow');
    await person.see(person.say('service.nearby'));
    const other = person.page.locator('section[aria-labelledby="nearby"] h3 a').first();
    const name = await other.innerText();
    await person.go(other);
    assert.equal(await person.heading(), name);
  },

  async 'reads what leaving quickly hides, and finds the way out on top'(person) {
    await person.open('/');
    await person.follow(person.say('footer.safety'));
    await person.see(person.say('safety.cannot'));
    const exit = person.link(person.say('shell.exit'));
    assert.match(await exit.getAttribute('rel'), /noreferrer/);
    const box = await exit.boundingBox();
    assert.ok(box.y < 200 && box.height >= 24);
  },

  async 'changes the language and stays where it was'(person) {
    await person.search('carers', 'Oswestry');
    const before = await person.page.locator('#q').inputValue();
    await person.follow(person.say('shell.other_language'));
    assert.equal(await person.page.locator('#q').inputValue(), before);
    assert.equal(await person.page.locator('html').getAttribute('lang'), person.mode.lang === 'cy' ? 'en' : 'cy');
  },
};
