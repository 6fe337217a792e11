/*
 * Local words read: lines of a label and words, made into a tree (redact_local.h).
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/redact_local.h"

enum {
	LINES_MOST = 100000,
	LINE_MOST = 400,      /* bytes of a line */
	LABEL_MOST = 32,      /* bytes of a label */
	JOINED_MOST = 3,      /* parts, if of several words, that may be written as one */
	KEYS_FIRST = 1u << 8, /* slots to begin with */
};

/* The line at hand. */
struct reading {
	struct local_words *l;
	struct diags *diags;
	struct arena *a;
	struct arena *scratch; /* of one line */
	unsigned line;
	const char *text; /* of the line, without its end */
	size_t len;
};

/* ---- the tree ------------------------------------------------------------------------------- */

uint32_t
local_key(uint32_t node, const uint32_t *points, size_t len, size_t out)
{
	uint64_t key = (node + 1) * 0x9e3779b97f4a7c15u;

	for (size_t i = 0; i < len; i++)
		if (i != out)
			key = (key ^ points[i]) * 0x100000001b3u;
	return (uint32_t)(key ^ key >> 32);
}

static uint32_t
slot_of(const struct local_words *l, uint32_t key)
{
	return (key * 0x9e3779b1u >> 7) & (l->slot_count - 1);
}

uint32_t
local_first(const struct local_words *l, uint32_t key)
{
	return l->slots[slot_of(l, key)];
}

/* Room for one more of what takes `size` bytes, doubled when it is used up. */
static void *
grown(void *old, uint32_t count, uint32_t *room, size_t size, struct arena *a)
{
	void *more;

	if (count < *room)
		return old;
	*room = *room ? *room * 2 : 64;
	more = arena_alloc(a, *room, size);
	if (count)
		memcpy(more, old, count * size);
	return more;
}

static void
slots_grow(struct local_words *l, struct arena *a)
{
	l->slot_count = l->slot_count ? l->slot_count * 4 : KEYS_FIRST;
	l->slots = arena_array(a, uint32_t, l->slot_count);
	for (uint32_t i = 1; i < l->item_count; i++) {
		uint32_t *slot = &l->slots[slot_of(l, l->items[i].key)];

		l->items[i].next = *slot;
		*slot = i;
	}
}

static void
item_add(struct local_words *l, uint32_t key, uint32_t edge, struct arena *a)
{
	uint32_t *slot;

	l->items = grown(l->items, l->item_count, &l->item_room, sizeof(*l->items), a);
	if (l->item_count >= l->slot_count)
		slots_grow(l, a);
	slot = &l->slots[slot_of(l, key)];
	l->items[l->item_count] =
		(struct local_item){ .key = key, .edge = edge, .next = *slot };
	*slot = l->item_count++;
}

static uint32_t
node_add(struct local_words *l, struct arena *a)
{
	l->nodes = grown(l->nodes, l->node_count, &l->node_room, sizeof(*l->nodes), a);
	l->nodes[l->node_count] = -1;
	return l->node_count++;
}

/* Where an edge leads; to: only one that leads there counts, unless it is 0. */
static uint32_t
edge_find(const struct local_words *l, uint32_t from, const struct chunk *c, uint32_t to)
{
	uint32_t key = local_key(from, c->points, c->len, SIZE_MAX);

	for (uint32_t k = local_first(l, key); k; k = l->items[k].next) {
		const struct edge *e = &l->edges[l->items[k].edge];

		if (l->items[k].key == key && e->from == from && e->len == c->len &&
		    (!to || e->to == to) &&
		    !memcmp(e->points, c->points, c->len * sizeof(*c->points)))
			return e->to;
	}
	return 0;
}

static void
edge_add(struct local_words *l, uint32_t from, const struct chunk *c, uint32_t to,
	 struct arena *a)
{
	uint32_t *points, edge = l->edge_count;

	if (!c->len || edge_find(l, from, c, to))
		return;
	points = arena_array(a, uint32_t, c->len);
	memcpy(points, c->points, c->len * sizeof(*points));
	l->edges = grown(l->edges, edge, &l->edge_room, sizeof(*l->edges), a);
	l->edges[l->edge_count++] =
		(struct edge){ .points = points,
			       .from = from,
			       .to = to,
			       .len = (uint8_t)c->len,
			       .slip = c->letters && c->len >= SLIP_LEAST };
	item_add(l, local_key(from, points, c->len, SIZE_MAX), edge, a);
	for (size_t out = 0; l->edges[edge].slip && out < c->len; out++)
		if (!out || points[out] != points[out - 1])
			item_add(l, local_key(from, points, c->len, out), edge, a);
}

/* ---- one entry ------------------------------------------------------------------------------ */

struct parts {
	struct chunk part[PARTS_MOST],
		bare[PARTS_MOST]; /* bare: without its 's, or empty */
	size_t word[PARTS_MOST];  /* which one it is of: apostrophes divide a word */
	size_t count, words;
	bool over;
};

static void
part_add(struct parts *p, const char *text, size_t len)
{
	struct chunk *c = &p->part[p->count];

	if (p->count == PARTS_MOST) {
		p->over = true;
		return;
	}
	*c = (struct chunk){ .letters = true };
	p->bare[p->count].len = 0;
	p->word[p->count] = p->words;
	chunk_add(c, text, len);
	p->over |= c->over;
	p->count += c->len > 0;
}

/* A word, which an apostrophe or two divide. */
static void
word_add(struct parts *p, const char *text, size_t len)
{
	const char *end = text + len;

	while (text < end) {
		const char *stop = memchr(text, '\'', (size_t)(end - text));
		size_t n = (size_t)((stop ? stop : end) - text);

		part_add(p, text, n);
		text += n + 1;
	}
}

/* The parts of words as they stand in the file, read as any text is. */
static void
parts_read(struct parts *p, const char *text, size_t len, struct arena *a)
{
	struct scan s = { .a = a, .given = text, .given_len = len };

	*p = (struct parts){ .count = 0 };
	view_plain(&s.plain, text, len, a);
	tokens_read(&s);
	for (size_t i = 0; i < s.token_count; i++) {
		const struct token *t = &s.tokens[i];

		if (t->kind == TOKEN_TAIL && p->count) {
			p->bare[p->count - 1] = p->part[p->count - 1];
			chunk_add(&p->part[p->count - 1], "s", t->to - t->from > 1);
		} else if (t->kind == TOKEN_SIGN) {
			if (s.plain.text[t->from] == '&')
				part_add(p, "and", 3);
		} else if (!t->low_len) {
			p->over = true;
		} else {
			word_add(p, t->low, t->low_len);
		}
		p->words++;
	}
}

static void
entry_add(struct local_words *l, const struct parts *p, int class, struct arena *a)
{
	uint32_t nodes[PARTS_MOST + 1] = { 0 };

	for (size_t i = 0; i < p->count; i++) {
		uint32_t to = edge_find(l, nodes[i], &p->part[i], 0);

		if (!to) {
			to = node_add(l, a);
			edge_add(l, nodes[i], &p->part[i], to, a);
		}
		edge_add(l, nodes[i], &p->bare[i], to, a);
		nodes[i + 1] = to;
	}
	for (size_t i = 0; i < p->count; i++) {
		struct chunk joined = p->part[i];

		for (size_t k = i + 1; k < p->count; k++) {
			const struct chunk *next = &p->part[k];

			if (k >= i + JOINED_MOST && p->word[k] != p->word[i])
				break;
			if (joined.len + next->len > CHUNK_MOST)
				break;
			memcpy(joined.points + joined.len, next->points,
			       next->len * sizeof(*next->points));
			joined.len += next->len;
			joined.letters &= next->letters;
			edge_add(l, nodes[i], &joined, nodes[k + 1], a);
		}
	}
	if (l->nodes[nodes[p->count]] < 0)
		l->nodes[nodes[p->count]] = (int8_t) class;
}

/* ---- one line ------------------------------------------------------------------------------- */

static void
problem(struct reading *r, const char *code, size_t at, size_t width, const char *hint,
	const char *words)
{
	diag_add(r->diags, code, r->line, 1 + (unsigned)utf8_count(r->text, at),
		 width ? (unsigned)utf8_count(r->text + at, width) : 1, hint, "%s",
		 words);
}

/* The class of a label; one that looks like a slip of the pen gets a warning. */
static int
label_class(struct reading *r, const char *label, size_t width)
{
	const char *near;

	for (unsigned i = 0; i < redaction_label_count; i++)
		if (str_same(label, redaction_labels[i]))
			return (int)i;
	near = str_nearest(label, redaction_labels, redaction_label_count);
	for (unsigned i = 0; !near && i < redaction_label_count; i++)
		if (strcasecmp(label, redaction_labels[i]) == 0)
			near = redaction_labels[i];
	if (near)
		problem(r, "W01", 0, width, arena_printf(r->a, "did you mean %s?", near),
			"this is none of our labels: its words become [LOCAL]");
	return REDACT_LOCAL;
}

/* Blanks in place of the TAB: how many columns the label takes, 0 if it is none. */
static size_t
label_before_blank(const struct reading *r)
{
	char label[LABEL_MOST];
	size_t n = 0;

	while (n < r->len && n < sizeof(label) - 1 && r->text[n] != ' ')
		n++;
	memcpy(label, r->text, n);
	label[n] = '\0';
	for (unsigned i = 0; n < r->len && i < redaction_label_count; i++)
		if (str_same(label, redaction_labels[i]))
			return n;
	return 0;
}

static bool
no_tab(struct reading *r)
{
	size_t label = label_before_blank(r);

	if (label)
		problem(r, "R03", label, 1, "put one TAB here, no blanks",
			"blanks stand between label and words");
	else
		problem(r, "R02", 0, r->len,
			"write LABEL, one TAB, words: PLACE\tHedge End",
			"no TAB stands between a label and words");
	return false;
}

static void
warn_common(struct reading *r, const struct parts *p, const char *words, size_t len)
{
	char low[LEXICON_WORD_MOST];

	if (p->count == 1 &&
	    lexicon_find(low, utf8_lower(low, sizeof(low), words, len)) & LEX_STOP)
		problem(r, "W02", (size_t)(words - r->text), len,
			"leave it out, or write more of the name",
			"this word stands in nearly every text, and all will be marked");
}

static bool
line_read(struct reading *r)
{
	const char *tab = memchr(r->text, '\t', r->len);
	size_t label = tab ? (size_t)(tab - r->text) : 0, len;
	struct parts *p;
	char name[LABEL_MOST + 1];

	if (!tab)
		return no_tab(r);
	while (tab < r->text + r->len && (*tab == '\t' || *tab == ' '))
		tab++;
	len = (size_t)(r->text + r->len - tab);
	while (label && r->text[label - 1] == ' ')
		label--;
	if (!label || label > LABEL_MOST) {
		problem(r, "R04", 0, label, "see the manual for the labels",
			label ? "this label is too long"
			      : "no label stands before the TAB");
		return false;
	}
	memcpy(name, r->text, label);
	name[label] = '\0';
	p = arena_one(r->scratch, struct parts);
	parts_read(p, tab, len, r->scratch);
	if (p->over) {
		problem(r, "R05", (size_t)(tab - r->text), len,
			"at most 12 words, each of at most 60 letters",
			"these words are too long");
		return false;
	}
	if (!p->count) {
		problem(r, "R06", r->len, 0, "write words, or take the line out",
			"no letter or digit stands behind the TAB");
		return false;
	}
	warn_common(r, p, tab, len);
	entry_add(r->l, p, label_class(r, name, label), r->a);
	return true;
}

/* ---- the file ------------------------------------------------------------------------------- */

static bool
blank_or_comment(const char *text, size_t len)
{
	size_t i = 0;

	while (i < len && (text[i] == ' ' || text[i] == '\t'))
		i++;
	return i == len || text[i] == '#';
}

/* Where text is not UTF-8. */
static bool
valid_utf8(struct reading *r, const char *text, size_t len)
{
	for (const char *p = text, *end = text + len, *stop; p < end; p = stop) {
		stop = memchr(p, '\n', (size_t)(end - p));
		stop = stop ? stop + 1 : end;
		r->line++;
		if (!utf8_valid(p, (size_t)(stop - p))) {
			diag_add(r->diags, "R01", r->line, 1, 1,
				 "save the file as UTF-8, for example with iconv -f "
				 "WINDOWS-1252 -t UTF-8",
				 "this line is not UTF-8");
			return false;
		}
	}
	r->line = 0;
	return true;
}

static void
lines_read(struct reading *r, const char *text, size_t len)
{
	for (const char *end = text + len, *stop; text < end && !diags_full(r->diags);
	     text = stop) {
		const char *line_end = memchr(text, '\n', (size_t)(end - text));

		stop = line_end ? line_end + 1 : end;
		if (!line_end)
			line_end = end;
		r->text = text;
		r->len = (size_t)(line_end - text);
		if (r->len && text[r->len - 1] == '\r')
			r->len--;
		if (++r->line > LINES_MOST) {
			problem(r, "R07", 0, 0, "use a shorter list",
				"more than 100,000 lines");
			return;
		}
		if (blank_or_comment(r->text, r->len))
			continue;
		if (r->len > LINE_MOST)
			problem(r, "R08", 0, 0, "one entry a line",
				"this line is over 400 bytes");
		else
			line_read(r);
		arena_clear(r->scratch);
	}
}

struct local_words *
local_words_read(const char *text, size_t len, struct diags *diags, struct arena *a)
{
	struct local_words *l = arena_one(a, struct local_words);
	struct reading r = { .l = l, .diags = diags, .a = a };

	if (!valid_utf8(&r, text, len))
		return NULL;
	if (len >= 3 && !memcmp(text, "\xef\xbb\xbf", 3)) {
		text += 3; /* as Windows begins files */
		len -= 3;
	}
	l->item_count = 1; /* item 0 stands for none */
	l->items = grown(NULL, 0, &l->item_room, sizeof(*l->items), a);
	slots_grow(l, a);
	node_add(l, a);
	r.scratch = arena_new(0);
	lines_read(&r, text, len);
	arena_free(r.scratch);
	return diags->errors ? NULL : l;
}
