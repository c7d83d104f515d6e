import nunjucks from './node_modules/nunjucks/index.js';

const env = new nunjucks.Environment(null, { autoescape: true, throwOnUndefined: false });
env.addFilter('twice', (x, ...more) => `${x}${x}${more.join()}`);
const items = [
  { name: 'b', n: 2, on: true },
  { name: 'a', n: 1, on: false },
  { name: '<c>', n: 3, on: true },
];
for (const template of [
  '{% for item in items %}{{ loop.index }}/{{ loop.length }} {{ item.name | upper | twice(1, 2) }}{% if not loop.last %}, {% endif %}{% else %}none{% endfor %}',
  '{{ range(1, 10, 3) | join("-") }} {{ range(4) | batch(2) | dump }} {% set c = cycler("a", "b") %}{{ c.next() }}{{ c.next() }}{{ c.next() }}{% set j = joiner() %}{{ j() }}x{{ j() }}y',
  '{{ items | sort(false, false, "name") | dump }} {{ items | groupby("on") | dump }} {{ items | selectattr("on") | length }} {{ items | sum("n") }}',
  '{% macro f(a, b=2) %}{{ a }}+{{ b }}{% endmacro %}{{ f(1) }} {{ f(1, b=3) }} {% call f(9) %}x{% endcall %}',
  '{{ "a long sentence of words" | wordwrap(8) | indent(2) }} {{ 3.14159 | round(2, "floor") }} {{ "x" | default("y") }} {{ missing | default("y") }} {{ "<b>" | safe }} {{ "a b" | urlencode }}',
  '{% raw %}{{ x }}{% endraw %} {# comment #} {{ 1 if items else 2 }} {{ not true or 3 in [1,3] }} {{ items[0].name ~ 1 // 2 ** 2 % 3 }}',
  '{% block a %}A{{ super }}{% endblock %}{% filter replace("a", "b") %}banana{% endfilter %}{% switch 2 %}{% case 1 %}x{% case 2 %}y{% default %}z{% endswitch %}',
  '{% for a, b in { x: 1, y: 2 } %}{{ a }}{{ b }}{% endfor %}{% for i in [3,1,2] | sort | reverse %}{{ i }}{% endfor %} {{ items | map(attribute="x") }}',
])
  try {
    console.log(env.renderString(template, { items }));
  } catch (error) {
    console.log(error.message);
  }
