/*
 * Words out of cells: markup taken off, references filled in, cut to size; and ids made of names.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <ctype.h>
#include <strings.h>

#include "form/import.h"
#include "form/internal.h"

/* ---- markup --------------------------------------------------------------------- */

/*
 * Workbooks carry the markup that data collection apps show: a few HTML tags, and a corner of
 * Markdown (XLSForm's "styling prompts").  Our questions and options are plain text, so it is taken
 * off; what only looks like markup, such as a < b or snake_case, must stay as it was typed.
 */
static const struct {
	const char *name, *sign;
} entities[] = {
	{ "&nbsp;", " " }, { "&amp;", "&" },   { "&lt;", "<" },
	{ "&gt;", ">" },   { "&quot;", "\"" }, { "&apos;", "'" },
};

/* An HTML tag at s: its length, or 0. */
static size_t
tag_length(const char *s)
{
	size_t n;

	if (s[0] != '<' || !(isalpha((unsigned char)s[1]) || s[1] == '/' || s[1] == '!'))
		return 0;
	n = strcspn(s, ">");
	return s[n] && n < 1000 ? n + 1 : 0;
}

/* Tags that begin a line of their own: without one, two words would grow together. */
static bool
tag_breaks(const char *s)
{
	static const char *const names[] = { "br", "p",	 "div", "li",
					     "tr", "h1", "h2",	"h3" };

	s += s[1] == '/' ? 2 : 1;
	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		size_t len = strlen(names[i]);

		if (!strncasecmp(s, names[i], len) && !isalnum((unsigned char)s[len]))
			return true;
	}
	return false;
}

/* Whether emphasis begins or ends at s, of which n signs are alike. */
static bool
emphasis(const char *before, const char *s, size_t n)
{
	bool left = before == s || isspace((unsigned char)s[-1]) ||
		    ispunct((unsigned char)s[-1]);
	bool right =
		!s[n] || isspace((unsigned char)s[n]) || ispunct((unsigned char)s[n]);

	if (n > 3)
		return false;
	if (left && right)
		return false;
	return left || right || (n > 1 && *s == '*');
}

struct cleaning {
	struct buf out;
	const char *begin, *p;
	bool marked;
	bool open[2]; /* emphasis by * and _ */
};

/* What is no markup may stand for itself behind a backslash. */
static bool
clean_escape(struct cleaning *c)
{
	if (c->p[0] != '\\' || !c->p[1] || !strchr("*_#\\`[]<>", c->p[1]))
		return false;
	buf_putc(&c->out, c->p[1]);
	c->p += 2;
	return true;
}

static bool
clean_tag(struct cleaning *c)
{
	size_t n = tag_length(c->p);

	if (n) {
		if (tag_breaks(c->p))
			buf_putc(&c->out, '\n');
		c->p += n;
		c->marked = true;
		return true;
	}
	for (size_t i = 0; i < ARRAY_LEN(entities); i++) {
		if (str_starts(c->p, entities[i].name)) {
			buf_puts(&c->out, entities[i].sign);
			c->p += strlen(entities[i].name);
			return true;
		}
	}
	return false;
}

/* [words](address): the words. */
static bool
clean_link(struct cleaning *c)
{
	const char *close = *c->p == '[' ? strstr(c->p, "](") : NULL, *end;

	if (!close || memchr(c->p, '\n', (size_t)(close - c->p)))
		return false;
	end = strchr(close, ')');
	if (!end)
		return false;
	buf_put(&c->out, c->p + 1, (size_t)(close - c->p - 1));
	c->p = end + 1;
	c->marked = true;
	return true;
}

static bool
clean_emphasis(struct cleaning *c)
{
	size_t n = strspn(c->p, *c->p == '*' ? "*" : "_");
	bool *open = &c->open[*c->p == '_'];

	if (!n || !strchr("*_", *c->p) || !emphasis(c->begin, c->p, n))
		return false;
	/* one that opens needs another that closes */
	if (!*open) {
		char signs[4] = "";

		memcpy(signs, c->p, n);
		if (!strstr(c->p + n, signs))
			return false;
	}
	*open = !*open;
	c->p += n;
	c->marked = true;
	return true;
}

/* # before a heading */
static bool
clean_heading(struct cleaning *c)
{
	size_t n = strspn(c->p, "#");

	if (n == 0 || n > 6 || c->p[n] != ' ' || (c->p > c->begin && c->p[-1] != '\n'))
		return false;
	c->p += n + 1;
	c->marked = true;
	return true;
}

const char *
words_clean(struct arena *a, const char *raw, bool *marked)
{
	struct cleaning c = { .begin = raw, .p = raw };
	const char *clean;

	buf_init(&c.out, 0);
	/* in this order: an escaped sign is none, and a tag may hold signs of emphasis */
	while (*c.p) {
		size_t hole = c.p[0] == '$' && c.p[1] == '{' ? strcspn(c.p, "}") : 0;

		if (hole && c.p[hole]) { /* names may hold any of the signs */
			buf_put(&c.out, c.p, hole + 1);
			c.p += hole + 1;
		} else if (!clean_escape(&c) && !clean_tag(&c) && !clean_link(&c) &&
			   !clean_emphasis(&c) && !clean_heading(&c)) {
			buf_putc(&c.out, *c.p++);
		}
	}
	*marked = *marked || c.marked;
	clean = c.out.data ? arena_copy(a, c.out.data, c.out.len) : "";
	buf_free(&c.out);
	return clean;
}

/* ---- one line, so many characters ----------------------------------------------- */

/* A form's texts hold none of the signs that nobody can see. */
static bool
unseen(uint32_t c)
{
	return c < 0x20 || (c >= 0x7f && c <= 0xa0) || c == 0x1680 ||
	       (c >= 0x2000 && c <= 0x200b) || (c >= 0x2028 && c <= 0x202f) || c == 0x205f ||
	       c == 0x2060 || c == 0x3000 || c == 0xfeff || (c & 0xfffe) == 0xfffe;
}

/* paragraphs: an empty line stays one. */
static const char *
flatten(struct arena *a, const char *s, bool paragraphs)
{
	const char *end = s + strlen(s), *next, *flat;
	unsigned lines = 0;
	bool gap = false;
	SCOPED(buf) out;

	buf_init(&out, 0);
	for (; s < end; s = next) {
		uint32_t c = utf8_next(s, end, &next);

		if (c == ' ' || unseen(c)) {
			gap = true;
			lines += c == '\n' || c == 0x2029;
			continue;
		}
		if (gap && out.len)
			buf_puts(&out, paragraphs && lines ? "\n\n" : " ");
		gap = false;
		lines = 0;
		buf_put(&out, s, (size_t)(next - s));
	}
	flat = out.data ? arena_copy(a, out.data, out.len) : "";
	return flat;
}

const char *
words_flat(struct arena *a, const char *s)
{
	return flatten(a, s, false);
}

/* A blank is looked for in the second half only: a long word must not take a sentence with it. */
const char *
words_cut(struct arena *a, const char *s, size_t most)
{
	const char *p = s, *end = s + strlen(s), *next, *blank = NULL, *safe = s;
	size_t n = 0;

	if (utf8_count(s, (size_t)(end - s)) <= most)
		return s;
	while (p < end && n + 1 < most) {
		size_t hole = *p == '{' ? (p[1] == '{' ? 2 : strcspn(p, "}") + 1) : 0;

		if (hole) {
			n += utf8_count(p, hole);
			p += hole;
		} else {
			if (*p == ' ' || *p == '\n')
				blank = p;
			utf8_next(p, end, &next);
			p = next;
			n++;
		}
		if (n + 1 <= most)
			safe = p;
	}
	if (blank && (size_t)(safe - blank) < most / 2)
		safe = blank;
	while (safe > s && strchr(" \n,;:-\\", safe[-1]))
		safe--;
	return arena_printf(a, "%.*s…", (int)(safe - s), s);
}

const char *
words_settle(struct arena *a, const char *s, reference_fn *fn, void *with, bool *dropped,
	     bool *filled)
{
	const char *settled;
	SCOPED(buf) out;

	buf_init(&out, 0);
	for (; *s; s++) {
		size_t n = s[0] == '$' && s[1] == '{' ? strcspn(s, "}") : 0;

		if (n && s[n]) {
			const char *name = words_flat(a, arena_copy(a, s + 2, n - 2));
			const char *fill = fn ? fn(with, name) : NULL;

			*dropped = *dropped || !fill;
			*filled = *filled || fill;
			buf_puts(&out, fill ? fill : "…");
			s += n;
		} else {
			buf_putc(&out, *s);
			if (*s == '{')
				buf_putc(&out, '{');
		}
	}
	settled = out.data ? arena_copy(a, out.data, out.len) : "";
	return settled;
}

const char *
words_markdown(struct arena *a, const char *s)
{
	const char *begin, *escaped;
	SCOPED(buf) out;

	s = begin = flatten(a, s, true);
	buf_init(&out, 0);
	for (; *s; s++) {
		bool first = s == begin || s[-1] == '\n';

		if (strchr("\\`*_[]<>|~", *s) || (first && strchr("#+-=", *s)) ||
		    (*s == '.' && s > begin && isdigit((unsigned char)s[-1]) &&
		     (s[1] == ' ')))
			buf_putc(&out, '\\');
		buf_putc(&out, *s);
	}
	escaped = out.data ? arena_copy(a, out.data, out.len) : "";
	return escaped;
}

/* Bytes of other alphabets count as letters: names in them must not all become one. */
const char *
words_key(struct arena *a, const char *s)
{
	const char *key;
	SCOPED(buf) out;

	buf_init(&out, 0);
	for (; *s; s++) {
		unsigned char c = (unsigned char)*s;

		if (c >= 0x80 || isalnum(c))
			buf_putc(&out, (char)tolower(c));
		else if (out.len && out.data[out.len - 1] != ' ')
			buf_putc(&out, ' ');
	}
	if (out.len && out.data[out.len - 1] == ' ')
		out.len--;
	key = out.data ? arena_copy(a, out.data, out.len) : "";
	return key;
}

bool
text_any(const struct text *t)
{
	for (size_t i = 0; i < FORM_LANGUAGES; i++)
		if (t->in[i] && *t->in[i])
			return true;
	return false;
}

/* ---- as YAML -------------------------------------------------------------------- */

/*
 * Whether YAML reads it as it stands, and as text: what begins with a letter and holds none of
 * YAML's signs.  All else gets quotes, since nobody remembers all that a plain scalar must not be.
 */
static bool
plain(const char *s)
{
	size_t len = strlen(s);

	if (!len ||
	    !(isalpha((unsigned char)*s) || *s == '(' || (unsigned char)*s >= 0xc3) ||
	    s[len - 1] == ':' || s[len - 1] == ' ')
		return false;
	return !strpbrk(s, "\\\"{}[]|>`\n") && !strstr(s, ": ") && !strchr(s, '#');
}

const char *
yaml_scalar(struct arena *a, const char *s)
{
	const char *quoted;
	SCOPED(buf) out = { 0 };

	if (plain(s))
		return s;
	buf_init(&out, 0);
	buf_putc(&out, '"');
	for (; *s; s++) {
		if (*s == '\n') {
			buf_puts(&out, "\\n");
			continue;
		}
		if (strchr("\\\"", *s))
			buf_putc(&out, '\\');
		buf_putc(&out, *s);
	}
	buf_putc(&out, '"');
	quoted = arena_copy(a, out.data, out.len);
	return quoted;
}

/* ---- ids ------------------------------------------------------------------------ */

bool
id_taken(const struct used_id *ids, const char *id)
{
	for (; ids; ids = ids->next)
		if (str_same(ids->id, id))
			return true;
	return false;
}

void
id_take(struct import *m, const char *id, struct used_id **ids)
{
	struct used_id *used = arena_one(m->arena, struct used_id);

	*used = (struct used_id){ .id = id, .next = *ids };
	*ids = used;
}

/* Letters with a mark to the letter alone: the first letter of each of Latin-1's. */
static char
plain_letter(uint32_t c)
{
	static const char letters[] =
		"aaaaaaaceeeeiiiidnooooo_ouuuuypsaaaaaaaceeeeiiiidnooooo_ouuuuypy";

	if (c < 0x80)
		return isalnum((int)c) ? (char)tolower((int)c) : '_';
	return c >= 0xc0 && c <= 0xff ? letters[c - 0xc0] : '_';
}

/* The shape of an id, but for length and reserved words. */
static const char *
id_shape(struct arena *a, const char *name, char joint)
{
	const char *end = name + strlen(name), *next, *shape;
	SCOPED(buf) out;

	buf_init(&out, 0);
	for (; name < end; name = next) {
		char c = plain_letter(utf8_next(name, end, &next));

		if (c == '_' && (joint == '-' || (unsigned char)*name >= 0x80)) {
			if (out.len && out.data[out.len - 1] != joint)
				buf_putc(&out, joint);
			continue;
		}
		buf_putc(&out, c);
	}
	while (joint == '-' && out.len && out.data[out.len - 1] == joint)
		out.len--;
	shape = out.data ? arena_copy(a, out.data, out.len) : "";
	return shape;
}

static bool
id_fits(const char *id, enum id_kind kind, const struct used_id *ids)
{
	return strlen(id) <= 32 && !id_taken(ids, id) &&
	       (kind == ID_FORM || !word_reserved(id, kind == ID_QUESTION));
}

const char *
id_make(struct import *m, const char *name, const char *otherwise, enum id_kind kind,
	struct used_id **ids)
{
	char joint = kind == ID_FORM ? '-' : '_';
	const char *shape = id_shape(m->arena, name, joint), *id;
	int number;

	/* a scale's codes are numbers, and conditions compare them: they stay */
	if (kind == ID_CODE && whole_number(name, &number) && !id_taken(*ids, name)) {
		id_take(m, name, ids);
		return name;
	}
	if (!shape[strspn(shape, "_-")])
		shape = otherwise;
	else if (!islower((unsigned char)*shape))
		shape = arena_printf(m->arena, "%c%s%s", *otherwise,
				     *shape == joint ? "" : (char[]){ joint, 0 }, shape);
	/* the number that makes an id unlike all others must find room within its 32 letters */
	id = shape;
	if (strlen(id) > 32)
		id = arena_copy(m->arena, id, 32);
	for (unsigned n = 2; !id_fits(id, kind, *ids); n++) {
		char tail[16];

		snprintf(tail, sizeof(tail), "%c%u", joint, n);
		id = arena_printf(m->arena, "%.*s%s", (int)(32 - strlen(tail)), shape,
				  tail);
	}
	id_take(m, id, ids);
	return id;
}

void
import_renamed(struct import *m, const char *from, const char *to)
{
	if (*from && !str_same(from, to))
		loss_rename(m->report, from, to);
}
