/*
 * What is shown of a step: results made of a pool, and the line of JSON in which the desk leaves
 * them for the door.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "live/live.h"

enum { TEXT_MOST = 8192, LINE_MOST = 1 << 20 };

static const char name[] = "shown 1";

/* ---- making ------------------------------------------------------------------------- */

struct making {
	struct shown *out;
	const struct pool *pool;
	unsigned lang;
	struct arena *arena;
};

static struct shown_row *
rows_new(struct making *m, size_t most)
{
	m->out->rows = arena_array(m->arena, struct shown_row, most + 1);
	return m->out->rows;
}

/* Those that say something; a record that fits no option of this guide was refused before. */
static const struct contribution *
said_at(const struct making *m, size_t i)
{
	const struct contribution *c = &m->pool->items[i].what;

	return c->empty ? NULL : c;
}

static void
options_show(struct making *m, const struct options *options)
{
	size_t count = options ? options->count : 0;
	struct shown_row *rows = rows_new(m, count);

	for (size_t i = 0; i < count; i++) {
		str_fit(rows[i].id, sizeof(rows[i].id), options->items[i].code);
		rows[i].text = text_in(&options->items[i].label, m->lang);
	}
	for (size_t i = 0; i < m->pool->count; i++) {
		const struct contribution *c = said_at(m, i);

		if (c && c->choice < count)
			rows[c->choice].n++;
	}
	m->out->count = count;
}

static void
marks_count(const struct contribution *c, struct shown_row *rows, size_t count,
	    unsigned options)
{
	for (size_t i = 0; i < c->statement_count && i < count; i++) {
		unsigned mark = c->marks[i];

		if (!mark || mark > options)
			continue;
		rows[i].n++;
		rows[i].parts[mark - 1]++;
	}
}

static void
scorecard_show(struct making *m, const struct step *s)
{
	const struct section *section = s->about;
	size_t count = section->statement_count;
	struct shown_row *rows = rows_new(m, count);
	unsigned options = s->options ? (unsigned)s->options->count : 0;

	for (size_t i = 0; i < count; i++) {
		str_fit(rows[i].id, sizeof(rows[i].id), section->statements[i].id);
		rows[i].text = text_in(&section->statements[i].text, m->lang);
		rows[i].part_count = options;
	}
	for (size_t i = 0; i < m->pool->count; i++)
		if (said_at(m, i))
			marks_count(said_at(m, i), rows, count, options);
	m->out->count = count;
}

/* ---- words: alike in all but their capitals --------------------------------------------- */

struct spelling {
	const char *folded, *text;
	unsigned n; /* who spelt it so; once folded together: who said it */
};

static bool
held(const struct said *said, const struct decided *decided, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (decided[i].what == DECISION_HELD &&
		    memcmp(decided[i].name, said->name, sizeof(said->name)) == 0)
			return true;
	return false;
}

static const char *
fold(const char *text, struct arena *a)
{
	size_t len = strlen(text), room = len * 3 + 16;
	char *made = arena_alloc(a, room + 1, 1);
	size_t n = utf8_lower(made, room, text, len);

	made[n] = '\0';
	return n ? made : text;
}

static int
by_spelling(const void *a, const void *b)
{
	const struct spelling *x = a, *y = b;
	int order = strcmp(x->folded, y->folded);

	return order ? order : strcmp(x->text, y->text);
}

static int
by_number(const void *a, const void *b)
{
	const struct spelling *x = a, *y = b;

	if (x->n != y->n)
		return x->n < y->n ? 1 : -1;
	return strcmp(x->folded, y->folded);
}

/* One row for each spelling of a sorted list; then one for each word, spelt as most spelt it. */
static size_t
spellings_join(struct spelling *s, size_t count, bool words)
{
	size_t to = 0;
	unsigned best = 0;

	for (size_t i = 0; i < count; i++) {
		bool same = to && str_same(s[to - 1].folded, s[i].folded) &&
			    (words || str_same(s[to - 1].text, s[i].text));

		if (!same) {
			best = s[i].n;
			s[to++] = s[i];
			continue;
		}
		s[to - 1].n += s[i].n;
		if (words && s[i].n > best) {
			best = s[i].n;
			s[to - 1].text = s[i].text;
		}
	}
	return to;
}

static void
words_show(struct making *m, const struct decided *decided, size_t decided_count)
{
	struct spelling *s = arena_array(m->arena, struct spelling, m->pool->count + 1);
	struct shown_row *rows;
	size_t count = 0;

	for (size_t i = 0; i < m->pool->count; i++) {
		const struct contribution *c = said_at(m, i);

		if (c && !held(&m->pool->items[i], decided, decided_count))
			s[count++] =
				(struct spelling){ fold(c->text, m->arena), c->text, 1 };
	}
	qsort(s, count, sizeof(*s), by_spelling);
	count = spellings_join(s, count, false);
	count = spellings_join(s, count, true);
	qsort(s, count, sizeof(*s), by_number);
	count = count < SHOWN_ROWS ? count : SHOWN_ROWS;
	rows = rows_new(m, count);
	for (size_t i = 0; i < count; i++)
		rows[i] = (struct shown_row){ .text = s[i].text, .n = s[i].n };
	m->out->count = count;
}

/* ---- ideas ---------------------------------------------------------------------------- */

static int
by_votes(const void *a, const void *b)
{
	const struct shown_row *x = a, *y = b;

	if (x->n != y->n)
		return x->n < y->n ? 1 : -1;
	return strcmp(x->id, y->id);
}

/* Notes as they were approved, or ideas with their votes; ids are drawn, so they tell no order. */
static void
ideas_show(struct making *m, const struct idea_choice *ideas, size_t idea_count)
{
	size_t count = idea_count < SHOWN_ROWS ? idea_count : SHOWN_ROWS;
	struct shown_row *rows = rows_new(m, count);

	for (size_t i = 0; i < count; i++) {
		snprintf(rows[i].id, sizeof(rows[i].id), "%016llx",
			 (unsigned long long)ideas[i].id);
		rows[i].text = ideas[i].text;
	}
	for (size_t i = 0; i < m->pool->count; i++) {
		const struct contribution *c = said_at(m, i);

		for (unsigned d = 0; c && d < c->dot_count; d++)
			for (size_t k = 0; k < count; k++)
				rows[k].n += ideas[k].id == c->dots[d];
	}
	if (count)
		qsort(rows, count, sizeof(*rows), by_votes);
	m->out->count = count;
}

void
shown_make(struct shown *out, const struct agenda *a, const struct pool *p,
	   const struct decided *decided, size_t decided_count,
	   const struct idea_choice *ideas, size_t idea_count, bool enough, unsigned lang,
	   struct arena *arena)
{
	const struct step *s = p->step;
	struct making m = { out, p, lang, arena };

	*out = (struct shown){ .kind = s->kind, .step = s->number, .few = !enough };
	if (!enough)
		return;
	if (s->kind == STEP_VOTES || s->kind == STEP_WARM_UP) {
		/* the form's own lists are in the form's languages, made the guide's by it */
		m.lang = lang < a->guide->language_count ? lang : 0;
		options_show(&m, s->options);
	} else if (s->kind == STEP_SCORECARD) {
		scorecard_show(&m, s);
	} else if (s->kind == STEP_WORDS) {
		words_show(&m, decided, decided_count);
	} else if (s->kind == STEP_NOTES || s->kind == STEP_DOTS) {
		ideas_show(&m, ideas, idea_count);
	}
}

/* ---- as a line ------------------------------------------------------------------------ */

static void
row_write(const struct shown_row *row, struct buf *out)
{
	buf_puts(out, "{\"id\":");
	json_put(out, row->id);
	buf_puts(out, ",\"text\":");
	json_put(out, row->text ? row->text : "");
	buf_printf(out, ",\"n\":%u,\"parts\":[", row->n);
	for (unsigned i = 0; i < row->part_count; i++)
		buf_printf(out, "%s%u", i ? "," : "", row->parts[i]);
	buf_puts(out, "]}");
}

void
shown_write(const struct shown *s, struct buf *out)
{
	buf_printf(out, "{\"canvass\":\"%s\",\"kind\":\"%s\",\"step\":%u", name,
		   step_rows[s->kind].name, s->step);
	buf_printf(out, ",\"few\":%s,\"ordered\":%s,\"rows\":[",
		   s->few ? "true" : "false", s->ordered ? "true" : "false");
	for (size_t i = 0; !s->few && i < s->count; i++) {
		buf_puts(out, i ? "," : "");
		row_write(&s->rows[i], out);
	}
	buf_puts(out, "]}");
}

static bool
get_number(const struct json *j, unsigned most, unsigned *out)
{
	if (!j || j->type != JSON_NUMBER || !j->whole || j->integer < 0 ||
	    j->integer > (int64_t)most)
		return false;
	*out = (unsigned)j->integer;
	return true;
}

static bool
get_truth(const struct json *j, bool *out)
{
	if (!j || j->type != JSON_BOOL)
		return false;
	*out = j->truth;
	return true;
}

static bool
get_kind(const struct json *j, enum step_kind *out)
{
	for (int k = 0; j && j->type == JSON_STRING_ && k < STEP__COUNT; k++)
		if (step_rows[k].phones && str_same(step_rows[k].name, j->text)) {
			*out = (enum step_kind)k;
			return true;
		}
	return false;
}

static bool
parts_read(const struct json *list, struct shown_row *out)
{
	if (!list || list->type != JSON_LIST || list->count > ARRAY_LEN(out->parts))
		return false;
	for (const struct json *j = list->first; j; j = j->next)
		if (!get_number(j, ROOM_PHONES, &out->parts[out->part_count++]))
			return false;
	return true;
}

static bool
row_read(const struct json *map, struct shown_row *out)
{
	const struct json *id, *text;

	if (map->type != JSON_MAP || map->count != 4)
		return false;
	id = json_get(map, "id");
	text = json_get(map, "text");
	if (!id || id->type != JSON_STRING_ || id->len >= sizeof(out->id) || !text ||
	    text->type != JSON_STRING_ || text->len > TEXT_MOST)
		return false;
	str_fit(out->id, sizeof(out->id), id->text);
	out->text = text->text;
	return get_number(json_get(map, "n"), ROOM_PHONES * 5u, &out->n) &&
	       parts_read(json_get(map, "parts"), out);
}

static bool
rows_read(const struct json *list, struct shown *out, struct arena *a)
{
	if (!list || list->type != JSON_LIST || list->count > SHOWN_ROWS ||
	    (out->few && list->count))
		return false;
	out->rows = arena_array(a, struct shown_row, list->count + 1);
	for (const struct json *j = list->first; j; j = j->next)
		if (!row_read(j, &out->rows[out->count++]))
			return false;
	return true;
}

bool
shown_read(const char *text, size_t len, struct shown *out, struct arena *arena)
{
	const struct json *map = len <= LINE_MOST ? json_parse(text, len, arena, NULL)
						  : NULL,
			  *says;
	struct shown made = { .few = false };

	if (!map || map->type != JSON_MAP || map->count != 6)
		return false;
	says = json_get(map, "canvass");
	if (!says || says->type != JSON_STRING_ || !str_same(says->text, name) ||
	    !get_kind(json_get(map, "kind"), &made.kind) ||
	    !get_number(json_get(map, "step"), AGENDA_STEPS, &made.step) || !made.step ||
	    !get_truth(json_get(map, "few"), &made.few) ||
	    !get_truth(json_get(map, "ordered"), &made.ordered) ||
	    !rows_read(json_get(map, "rows"), &made, arena))
		return false;
	*out = made;
	return true;
}
