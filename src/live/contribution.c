/*
 * One contribution of a phone: from what was posted, to bytes, and back.  Every text is brought to
 * one form on its way in, and bytes that are not in that form are refused on their way back: so
 * one thing that was said has one record, and nothing rides along in it.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "live/live.h"

enum {
	VERSION = 1,
	HEAD = 4,	 /* version, kind, whether it is a further note, whether it is empty */
	POINT_BYTES = 4, /* of a character, at most */
	WORDS_MOST = 3,
};

size_t
contribution_most(void)
{
	return HEAD + 2 + NOTE_CHARS * POINT_BYTES;
}

/* ---- texts ------------------------------------------------------------------------- */

/*
 * Composed, without what nobody can see; line ends stay in notes.  NULL: it is no text (a
 * character with a thousand marks, say, does not fit).
 */
static char *
text_plain(const char *s, size_t len, bool lines, struct arena *a)
{
	size_t room = len * 3 + 64, n;
	char *made = arena_alloc(a, room + 1, 1), *to = made;
	const char *p = made, *end;

	n = len ? utf8_normal(made, room, s, len) : 0;
	if (len && !n)
		return NULL;
	for (end = made + n; p < end;) {
		const char *next;
		uint32_t point = utf8_next(p, end, &next);
		bool line = point == '\n';

		if (point == '\r' && next < end && *next == '\n') {
			; /* the line end follows */
		} else if (point == '\t' || utf8_is_blank(point) || (line && !lines)) {
			*to++ = ' ';
		} else if (line || (point >= 0x20 && !form_sign_refused(point, true))) {
			memmove(to, p, (size_t)(next - p));
			to += next - p;
		}
		p = next;
	}
	*to = '\0';
	return made;
}

/* Runs of blanks become one, and none stands at an end of a line or of the whole. */
static void
blanks_fold(char *text, bool lines)
{
	char *to = text;

	for (const char *p = text; *p; p++) {
		bool start = to == text || to[-1] == '\n';

		if (*p == ' ' && (start || to[-1] == ' '))
			continue;
		if (*p == '\n' && to > text && to[-1] == ' ')
			to--;
		if (*p == '\n' && (to == text || !lines))
			continue;
		/* one empty line between two others, never more */
		if (*p == '\n' && to - text >= 2 && to[-1] == '\n' && to[-2] == '\n')
			continue;
		*to++ = *p;
	}
	while (to > text && (to[-1] == ' ' || to[-1] == '\n'))
		to--;
	*to = '\0';
}

/*
 * A text as it is kept: cleaned until nothing changes any more, since what is dropped can bring
 * characters together that compose.  NULL: it is no text.
 */
static const char *
text_kept(const char *s, bool lines, struct arena *a)
{
	const char *was = s;
	char *now;

	for (int i = 0; i < 4; i++) {
		now = text_plain(was, strlen(was), lines, a);
		if (!now)
			return NULL;
		blanks_fold(now, lines);
		if (str_same(now, was))
			return now;
		was = now;
	}
	return NULL;
}

static unsigned
words_count(const char *text)
{
	unsigned n = *text != '\0';

	for (const char *p = text; *p; p++)
		n += *p == ' ';
	return n;
}

static bool
text_fits(enum step_kind kind, const char *text)
{
	size_t count = utf8_count(text, strlen(text));

	if (kind == STEP_WORDS)
		return count <= WORD_CHARS && words_count(text) <= WORDS_MOST;
	return count <= NOTE_CHARS;
}

/* ---- what was posted ---------------------------------------------------------------- */

struct posting {
	const struct step *step;
	const struct pairs *fields;
	struct contribution *out; /* NOTES_EACH of them, blank */
	struct arena *arena;
	const char *field; /* that is wrong */
};

static enum contribution_fault
fault(struct posting *p, enum contribution_fault what, const char *field)
{
	p->field = field;
	return what;
}

static enum contribution_fault
text_read(struct posting *p, const char *field, struct contribution *out)
{
	const char *typed = pairs_get(p->fields, field);
	const char *text =
		typed ? text_kept(typed, p->step->kind == STEP_NOTES, p->arena) : "";

	out->text = text ? text : typed;
	out->empty = text && !*text;
	if (!text || !text_fits(p->step->kind, text))
		return fault(p, CONTRIBUTION_LONG, field);
	return CONTRIBUTION_OK;
}

static enum contribution_fault
words_read(struct posting *p)
{
	enum contribution_fault what = text_read(p, "words", &p->out[0]);

	return !what && p->out[0].empty ? fault(p, CONTRIBUTION_NOTHING, "words") : what;
}

/* Those that say something come first, so that turn 0 tells of every person who said anything. */
static void
notes_close_up(struct contribution *out)
{
	unsigned to = 0;

	for (unsigned i = 0; i < NOTES_EACH; i++) {
		struct contribution c = out[i];

		if (c.empty)
			continue;
		out[i] = out[to];
		out[to++] = c;
	}
	for (unsigned i = 0; i < NOTES_EACH; i++)
		out[i].turn = i;
}

static enum contribution_fault
notes_read(struct posting *p)
{
	static const char *const fields[NOTES_EACH] = { "note", "note_2", "note_3" };
	enum contribution_fault first = CONTRIBUTION_OK;
	bool any = false;

	for (unsigned i = 0; i < NOTES_EACH; i++) {
		const char *field = p->field;
		enum contribution_fault what = text_read(p, fields[i], &p->out[i]);

		if (first)
			p->field = field;
		else
			first = what;
		any = any || !p->out[i].empty;
	}
	if (!first && !any)
		return fault(p, CONTRIBUTION_NOTHING, fields[0]);
	if (!first)
		notes_close_up(p->out);
	return first;
}

/* The option of a code, from 0; -1: none. */
static int
option_find(const struct options *options, const char *code)
{
	for (size_t i = 0; options && i < options->count; i++)
		if (str_same(options->items[i].code, code))
			return (int)i;
	return -1;
}

static enum contribution_fault
vote_read(struct posting *p)
{
	const char *code = pairs_get(p->fields, "vote");
	int option;

	p->out[0].empty = !code || !*code;
	if (p->out[0].empty)
		return fault(p, CONTRIBUTION_NOTHING, "vote");
	option = option_find(p->step->options, code);
	if (option < 0)
		return fault(p, CONTRIBUTION_UNKNOWN, "vote");
	p->out[0].choice = (unsigned)option;
	return CONTRIBUTION_OK;
}

static const char *
statement_field(const struct posting *p, size_t i)
{
	return arena_printf(p->arena, "s_%s", p->step->about->statements[i].id);
}

static enum contribution_fault
scorecard_read(struct posting *p)
{
	const struct section *section = p->step->about;
	struct contribution *c = &p->out[0];
	enum contribution_fault what = CONTRIBUTION_OK;

	c->statement_count = (unsigned)section->statement_count;
	c->empty = true;
	for (size_t i = 0; i < section->statement_count; i++) {
		const char *field = statement_field(p, i);
		const char *code = pairs_get(p->fields, field);
		int option;

		if (!code || !*code) /* passed */
			continue;
		c->empty = false;
		option = option_find(p->step->options, code);
		if (option >= 0)
			c->marks[i] = (unsigned char)(option + 1);
		else if (!what)
			what = fault(p, CONTRIBUTION_UNKNOWN, field);
	}
	if (c->empty)
		return fault(p, CONTRIBUTION_NOTHING, statement_field(p, 0));
	return what;
}

/* An idea's id as a field has it: 16 small hexadecimal digits. */
static bool
idea_find(const struct idea_choice *ideas, size_t count, const char *text, uint64_t *out)
{
	for (size_t i = 0; i < count; i++) {
		char id[17];

		snprintf(id, sizeof(id), "%016llx", (unsigned long long)ideas[i].id);
		if (str_same(id, text)) {
			*out = ideas[i].id;
			return true;
		}
	}
	return false;
}

/* In ascending order, whichever came first: the order of ticking is nobody's business. */
static bool
dot_put(struct contribution *c, unsigned most, uint64_t id)
{
	unsigned at = 0;

	while (at < c->dot_count && c->dots[at] < id)
		at++;
	if (at < c->dot_count && c->dots[at] == id)
		return true;
	if (c->dot_count == most || c->dot_count == ARRAY_LEN(c->dots))
		return false;
	memmove(&c->dots[at + 1], &c->dots[at], (c->dot_count - at) * sizeof(c->dots[0]));
	c->dots[at] = id;
	c->dot_count++;
	return true;
}

static enum contribution_fault
dots_read(struct posting *p, const struct idea_choice *ideas, size_t idea_count)
{
	struct contribution *c = &p->out[0];
	enum contribution_fault what = CONTRIBUTION_OK;

	for (size_t i = 0; i < p->fields->count; i++) {
		const struct pair *pair = &p->fields->items[i];
		uint64_t id;

		if (!str_same(pair->name, "dot") || !pair->len)
			continue;
		if (!idea_find(ideas, idea_count, pair->value, &id))
			what = what ? what : fault(p, CONTRIBUTION_UNKNOWN, "dot");
		else if (!dot_put(c, p->step->dots, id))
			what = what ? what : fault(p, CONTRIBUTION_MANY, "dot");
	}
	c->empty = !c->dot_count;
	return c->empty && !what ? fault(p, CONTRIBUTION_NOTHING, "dot") : what;
}

enum contribution_fault
contribution_read(const struct agenda *a, const struct step *s,
		  const struct idea_choice *ideas, size_t idea_count,
		  const struct pairs *fields, struct contribution out[NOTES_EACH],
		  unsigned *out_count, const char **out_field, struct arena *arena)
{
	struct posting p = { .step = s, .fields = fields, .out = out, .arena = arena };
	enum contribution_fault what = CONTRIBUTION_NOTHING;

	(void)a;
	memset(out, 0, NOTES_EACH * sizeof(*out));
	for (unsigned i = 0; i < NOTES_EACH; i++)
		out[i] = (struct contribution){ .kind = s->kind, .turn = i, .text = "" };
	*out_count = !step_rows[s->kind].phones ? 0
		     : s->kind == STEP_NOTES	? NOTES_EACH
						: 1;
	if (s->kind == STEP_WORDS)
		what = words_read(&p);
	else if (s->kind == STEP_NOTES)
		what = notes_read(&p);
	else if (s->kind == STEP_VOTES || s->kind == STEP_WARM_UP)
		what = vote_read(&p);
	else if (s->kind == STEP_SCORECARD)
		what = scorecard_read(&p);
	else if (s->kind == STEP_DOTS)
		what = dots_read(&p, ideas, idea_count);
	*out_field = what ? p.field : NULL;
	return what;
}

/* ---- bytes -------------------------------------------------------------------------- */

static bool
is_text(enum step_kind kind)
{
	return kind == STEP_WORDS || kind == STEP_NOTES;
}

static void
put_u64(struct buf *out, uint64_t v)
{
	buf_u32(out, (uint32_t)v);
	buf_u32(out, (uint32_t)(v >> 32));
}

void
contribution_write(const struct contribution *c, struct buf *out)
{
	buf_u8(out, VERSION);
	buf_u8(out, c->kind);
	/* not which: a lone second and a lone third note would be of one phone */
	buf_u8(out, c->turn != 0);
	buf_u8(out, c->empty);
	if (c->empty)
		return;
	if (is_text(c->kind)) {
		buf_u16(out, (unsigned)strlen(c->text));
		buf_puts(out, c->text);
	} else if (c->kind == STEP_SCORECARD) {
		buf_u8(out, c->statement_count);
		buf_put(out, c->marks, c->statement_count);
	} else if (c->kind == STEP_DOTS) {
		buf_u8(out, c->dot_count);
		for (unsigned i = 0; i < c->dot_count; i++)
			put_u64(out, c->dots[i]);
	} else {
		buf_u8(out, c->choice);
	}
}

static bool
text_take(struct cut *c, struct contribution *made, struct arena *a)
{
	size_t len = cut_u16(c);
	const unsigned char *bytes = cut_bytes(c, len);
	const char *kept;

	if (!bytes || !len || len > NOTE_CHARS * POINT_BYTES ||
	    !utf8_valid((const char *)bytes, len))
		return false;
	made->text = arena_copy(a, bytes, len);
	kept = text_kept(made->text, made->kind == STEP_NOTES, a);
	return kept && str_same(kept, made->text) && text_fits(made->kind, made->text);
}

static bool
marks_take(struct cut *c, const struct step *s, struct contribution *made)
{
	unsigned count = cut_u8(c), any = 0;
	const unsigned char *marks;

	if (!s->about || count != s->about->statement_count || count > GUIDE_STATEMENTS)
		return false;
	marks = cut_bytes(c, count);
	for (unsigned i = 0; marks && i < count; i++) {
		if (marks[i] > (s->options ? s->options->count : 0))
			return false;
		made->marks[i] = marks[i];
		any |= marks[i];
	}
	made->statement_count = count;
	return any;
}

static bool
dots_take(struct cut *c, const struct step *s, struct contribution *made)
{
	unsigned count = cut_u8(c);

	if (!count || count > s->dots || count > ARRAY_LEN(made->dots))
		return false;
	for (unsigned i = 0; i < count; i++) {
		uint64_t id = cut_u32(c);

		id |= (uint64_t)cut_u32(c) << 32;
		if (i && id <= made->dots[i - 1])
			return false;
		made->dots[i] = id;
	}
	made->dot_count = count;
	return true;
}

static bool
choice_take(struct cut *c, const struct step *s, struct contribution *made)
{
	made->choice = cut_u8(c);
	return s->options && made->choice < s->options->count;
}

static bool
body_take(struct cut *c, const struct step *s, struct contribution *made, struct arena *a)
{
	if (made->empty)
		return true;
	if (is_text(s->kind))
		return text_take(c, made, a);
	if (s->kind == STEP_SCORECARD)
		return marks_take(c, s, made);
	if (s->kind == STEP_DOTS)
		return dots_take(c, s, made);
	return choice_take(c, s, made);
}

bool
contribution_parse(const void *data, size_t len, const struct step *s,
		   struct contribution *out, struct arena *arena)
{
	struct contribution made = { .kind = s->kind, .text = "" };
	struct cut c = cut_from(data, len);
	unsigned version = cut_u8(&c), kind = cut_u8(&c), empty;

	made.turn = cut_u8(&c);
	empty = cut_u8(&c);
	made.empty = empty;
	if (version != VERSION || kind != (unsigned)s->kind ||
	    !step_rows[s->kind].phones || empty > 1 ||
	    made.turn > (s->kind == STEP_NOTES) ||
	    !body_take(&c, s, &made, arena) || !cut_done(&c))
		return false;
	*out = made;
	return true;
}
