/*
 * A side file put back into its form: each text goes behind its key, `ask (cy)` below `ask`,
 * and everything else stays as the author wrote it, comments and blank lines included.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/author.h"
#include "form/internal.h"

enum { STEP = 2, ADDED_MOST = 3000 };

struct added { /* lines to be put into the form's text */
	size_t at;
	const char *lines;
};

struct merger {
	struct reading *r;
	const char *code;
	struct added *added;
	size_t count;
};

/* ---- where ----------------------------------------------------------------------------- */

/* The byte behind a value: what libyaml tells of maps and lists is where they begin. */
static size_t
value_end(const struct reading *r, const struct node *node)
{
	size_t end = node->to;

	if (node->last)
		end = value_end(r, node->last);
	while (node->type == NODE_LIST && node->flow && end < r->len &&
	       r->text[end - 1] != ']')
		end++;
	/* a block's end is where the next thing begins */
	while (end > node->from && strchr(" \r\n", r->text[end - 1]))
		end--;
	return end;
}

/* The beginning of the line below. */
static size_t
line_below(const struct reading *r, size_t at)
{
	const char *stop = memchr(r->text + at, '\n', r->len - at);

	return stop ? (size_t)(stop - r->text) + 1 : r->len;
}

/* ---- what -------------------------------------------------------------------------------- */

static void
key_put(struct buf *out, unsigned indent, const char *name, const char *code)
{
	buf_printf(out, "%*s%s", (int)indent, "", name);
	buf_puts(out, code ? " (" : "");
	buf_printf(out, "%s%s:", code ? code : "", code ? ")" : "");
}

static void
lines_add(struct merger *m, size_t at, const struct buf *lines)
{
	if (m->count < ADDED_MOST)
		m->added[m->count++] =
			(struct added){ .at = at,
					.lines = arena_copy(m->r->scratch, lines->data,
							    lines->len) };
}

/* Labels in the form's order; words in their own. */
static void
inner_put(struct buf *out, unsigned indent, const struct slot *slot,
	  const struct node *value)
{
	const struct node *entry;

	buf_putc(out, '\n');
	if (slot->type == SLOT_LABELS)
		for (entry = slot->base->first; entry; entry = entry->next) {
			key_put(out, indent, entry->key->text, NULL);
			buf_putc(out, ' ');
			yaml_put(out, indent, node_get(value, entry->key->text)->text);
		}
	for (entry = value->first; slot->type != SLOT_LABELS && entry; entry = entry->next) {
		buf_printf(out, "%*s- ", (int)indent, "");
		yaml_put(out, indent, entry->text);
	}
}

/* One slot whose text is in the side file alone. */
static void
slot_merge(struct merger *m, const struct slot *slot)
{
	const struct node *value = slot->said;
	unsigned indent = node_key_at(slot->base).col - 1;
	SCOPED(buf) lines;

	buf_init(&lines, 0);
	key_put(&lines, indent, slot->name, m->code);
	if (value->type == NODE_TEXT) {
		buf_putc(&lines, ' ');
		yaml_put(&lines, indent, value->text);
	} else {
		inner_put(&lines, indent + STEP, slot, value);
	}
	lines_add(m, line_below(m->r, value_end(m->r, slot->base)), &lines);
}

/* Our own words: below those that the form has, or at its end. */
static void
own_merge(struct merger *m, const struct slot *slot)
{
	const struct node *map = node_get(m->r->map, slot->key), *entry;
	unsigned indent = map && map->first ? node_key_at(map->first).col - 1 : STEP;
	SCOPED(buf) lines;

	buf_init(&lines, 0);
	if (!map)
		buf_printf(&lines, "%s:\n", slot->key);
	for (entry = slot->said->first; entry; entry = entry->next) {
		const char *key =
			arena_printf(m->r->scratch, "%s (%s)", entry->key->text, m->code);

		if (!entry->len || node_get(map, key))
			continue;
		key_put(&lines, indent, entry->key->text, m->code);
		buf_putc(&lines, ' ');
		yaml_put(&lines, indent, entry->text);
	}
	lines_add(m, map ? line_below(m->r, value_end(m->r, map)) : m->r->len, &lines);
}

static void
slots_merge(struct merger *m, const struct slot *slot)
{
	for (const struct slot *kid = slot->first; kid; kid = kid->next) {
		if (kid->said && kid->type == SLOT_OWN)
			own_merge(m, kid);
		else if (kid->said)
			slot_merge(m, kid);
		slots_merge(m, kid);
	}
}

/* ---- the whole --------------------------------------------------------------------------- */

static int
by_place(const void *a, const void *b)
{
	const struct added *one = a, *other = b;

	return one->at < other->at ? -1 : one->at > other->at;
}

static void
put_together(struct merger *m, struct buf *out)
{
	const struct reading *r = m->r;
	size_t from = 0;

	qsort(m->added, m->count, sizeof(*m->added), by_place);
	for (size_t i = 0; i < m->count; i++) {
		buf_put(out, r->text + from, m->added[i].at - from);
		if (out->len && out->data[out->len - 1] != '\n')
			buf_putc(out, '\n');
		buf_puts(out, m->added[i].lines);
		from = m->added[i].at;
	}
	buf_put(out, r->text + from, r->len - from);
}

/* The side files of other languages. */
static size_t
others(const struct form_side *sides, size_t count, const struct reading *r,
       const char *language, struct form_side *out)
{
	int lang = form_language(r->form, language);
	const char *file = lang > 0 ? r->side_of[lang] : NULL;
	size_t n = 0;

	for (size_t i = 0; i < count; i++)
		if (!file || !str_same(sides[i].file, file))
			out[n++] = sides[i];
	return n;
}

/* What translators get of the merged form is what they get of the two: else a text went astray. */
static bool
same_texts(const char *text, size_t len, const struct form_side *sides, size_t count,
	   const char *language, const struct buf *want, struct arena *a)
{
	struct translation told;
	struct diags diags;
	SCOPED(buf) got;

	buf_init(&got, 0);
	diags_init(&diags, "", text, len, a);
	return form_translate(text, len, sides, count, language, &diags, &got, &told) &&
	       got.len == want->len && memcmp(got.data, want->data, got.len) == 0;
}

bool
form_merge(const char *text, size_t len, const struct form_side *sides, size_t side_count,
	   const char *language, struct diags *diags, struct buf *out,
	   struct translation *out_told)
{
	struct reading r = { .diags = diags,
			     .text = text,
			     .len = len,
			     .sides = sides,
			     .side_count = side_count,
			     .fresh = true,
			     .gaps = true,
			     .extra = language };
	struct merger m = { .r = &r, .code = language };
	struct form_side *rest;
	bool good;
	SCOPED(buf) want;
	SCOPED(buf) merged;

	buf_init(&want, 0);
	buf_init(&merged, 0);
	if (!form_translate(text, len, sides, side_count, language, diags, &want,
			    out_told))
		return false;
	if (out_told->missing || !out_told->declared)
		return true;
	good = reading_do(&r) != NULL;
	rest = arena_array(r.scratch, struct form_side, side_count + 1);
	m.added = arena_array(r.scratch, struct added, ADDED_MOST);
	if (good) {
		slots_merge(&m, r.slots);
		put_together(&m, &merged);
		good = same_texts(merged.data, merged.len, rest,
				  others(sides, side_count, &r, language, rest), language,
				  &want, r.scratch);
		if (!good)
			complain(&r, E095, node_key_at(node_get(r.map, "languages")),
				 "they cannot be put into this form: keep them beside it",
				 language_name(language));
	}
	if (good)
		buf_put(out, merged.data, merged.len);
	reading_done(&r);
	return good;
}
