/*
 * The bytes of a file, before anybody reads words in them: where its lines begin, and
 * whether it is text at all that every program reads in the same way.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/internal.h"

enum { FILE_MOST = 256 * 1024 };

unsigned
source_turn(struct reading *r, unsigned source)
{
	unsigned before = r->source;
	struct source *here;
	const struct source *there;

	/* a form without side files has no table of sources */
	if (source == before)
		return before;
	here = &r->sources[before];
	there = &r->sources[source];
	here->text = r->text;
	here->len = r->len;
	here->lines = r->lines;
	here->line_count = r->line_count;
	r->text = there->text;
	r->len = there->len;
	r->lines = there->lines;
	r->line_count = there->line_count;
	r->source = source;
	return before;
}

static void
lines_find(struct reading *r)
{
	size_t n = 1, i;

	for (i = 0; i < r->len; i++)
		n += r->text[i] == '\n';
	r->lines = arena_array(r->scratch, size_t, n + 1);
	r->line_count = n;
	for (i = 0, n = 0; i < r->len; i++) {
		if (r->text[i] == '\n')
			r->lines[++n] = i + 1;
	}
	r->lines[n + 1] =
		r->len + 1; /* so that a line's end is always the next one's begin - 1 */
}

struct place
source_at(const struct reading *r, size_t byte, unsigned width)
{
	size_t low = 0, high = r->line_count;

	while (high - low > 1) {
		size_t middle = (low + high) / 2;

		if (r->lines[middle] <= byte)
			low = middle;
		else
			high = middle;
	}
	return (struct place){ .line = (unsigned)low + 1,
			       .width = width,
			       .source = r->source,
			       .col = (unsigned)utf8_count(r->text + r->lines[low],
							   byte - r->lines[low]) +
				      1 };
}

/* How many bytes of valid UTF-8 stand at the beginning; halving finds the edge quickly. */
static size_t
valid_length(const char *text, size_t len)
{
	size_t good = 0, step, back;

	for (step = len; step > 0; step /= 2) {
		/* a step may cut a character in two: try a few bytes less as well */
		for (back = 0; back < 4 && back < step; back++) {
			if (good + step <= len && utf8_valid(text + good, step - back)) {
				good += step - back;
				break;
			}
		}
	}
	for (step = 1; step <= 4 && good + step <= len; step++) {
		if (utf8_valid(text + good, step)) {
			good += step;
			step = 0;
		}
	}
	return good;
}

/*
 * Signs that end a line for some programs and not for others, that nobody can see, or that show
 * words in another order than the one in which they are read.  The marks and isolates that texts
 * written from right to left need stay, and so do joiners.
 */
bool
form_sign_refused(uint32_t c, bool fresh)
{
	/* a form that was frozen with one of these opens still */
	if (fresh && (c == 0x200b || (c >= 0x202a && c <= 0x202e) || c == 0x2060))
		return true;
	return (c < 0x20 && c != '\t' && c != '\n') || (c >= 0x7f && c < 0xa0) ||
	       c == 0x2028 || c == 0x2029 || c == 0xfeff || c == 0xfffe || c == 0xffff;
}

static bool
sign_refused(const struct reading *r, uint32_t c, uint32_t next)
{
	return c == '\r' ? next != '\n' : form_sign_refused(c, r->fresh);
}

/* Blanks that are none to a reader of YAML, and to no one else's eye. */
static bool
blank_odd(uint32_t c)
{
	return c == 0xa0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200a) || c == 0x202f ||
	       c == 0x205f || c == 0x3000;
}

bool
blank_first(const char *s, size_t len)
{
	const char *next;

	return len && blank_odd(utf8_next(s, s + len, &next));
}

size_t
key_before(const char *s, size_t len)
{
	size_t at = 0;

	while (at < len && (s[at] == '_' || s[at] == ' ' || s[at] == '(' || s[at] == ')' ||
			    (s[at] >= '0' && s[at] <= '9') || (s[at] >= 'a' && s[at] <= 'z') ||
			    (s[at] >= 'A' && s[at] <= 'Z')))
		at++;
	return at && at < len && s[at] == ':' ? at + 1 : 0;
}

bool
blank_in_line(const struct reading *r, size_t line, size_t *out_byte)
{
	size_t at, end;

	if (line >= r->line_count)
		return false;
	at = r->lines[line];
	end = r->lines[line + 1] - 1;
	while (at < end && (r->text[at] == ' ' ||
			    (r->text[at] == '-' && at + 1 < end && r->text[at + 1] == ' ')))
		at++;
	if (!blank_first(r->text + at, end - at)) {
		at += key_before(r->text + at, end - at);
		if (at == r->lines[line] || r->text[at - 1] != ':')
			return false;
		while (at < end && r->text[at] == ' ')
			at++;
	}
	*out_byte = at;
	return blank_first(r->text + at, end - at);
}

int32_t
sign_first(const struct reading *r, const char *s, size_t len)
{
	const char *end = s + len, *next;

	for (; s < end; s = next) {
		uint32_t c = utf8_next(s, end, &next);

		if (sign_refused(r, c, next < end ? (unsigned char)*next : 0))
			return (int32_t)c;
	}
	return -1;
}

const char *
sign_name(struct reading *r, size_t byte)
{
	const char *next;

	return arena_printf(r->scratch, "U+%04X",
			    (unsigned)utf8_next(r->text + byte, r->text + r->len, &next));
}

static void
sign_wrong(struct reading *r, size_t byte, uint32_t sign)
{
	const char *hint = NULL;

	if (sign == '\r')
		hint = "it ends lines as old programs do: save the file with line ends LF";
	else if (sign >= 0x202a && sign <= 0x202e)
		hint = "it turns words round: delete it, or use U+2066 to U+2069";
	complain(r, E001_SIGN, source_at(r, byte, 1), hint, sign_name(r, byte));
}

static bool
signs_right(struct reading *r)
{
	const char *p = r->text, *end = r->text + r->len, *next;
	bool right = true, cr = false;

	/* a mark of the byte order may stand at the very beginning */
	if (r->len >= 3 && !memcmp(p, "\xef\xbb\xbf", 3))
		p += 3;
	while (p < end) {
		uint32_t c = utf8_next(p, end, &next);

		if (sign_refused(r, c, next < end ? (unsigned char)*next : 0) &&
		    !(cr && c == '\r') && !diags_full(r->diags)) {
			sign_wrong(r, (size_t)(p - r->text), c);
			right = false;
			cr = cr || c == '\r';
		}
		p = next;
	}
	return right;
}

static bool
indents_right(struct reading *r)
{
	size_t line, at;
	bool right = true;

	for (line = 0; line < r->line_count && !diags_full(r->diags); line++) {
		for (at = r->lines[line]; at < r->len && r->text[at] == ' '; at++)
			;
		if (at < r->len && r->text[at] == '\t') {
			complain(r, E002, source_at(r, at, 1), NULL, "");
			right = false;
		}
	}
	return right;
}

bool
source_right(struct reading *r)
{
	size_t good;
	bool signs;

	lines_find(r);
	if (r->len > FILE_MOST) {
		complain(r, E010, ((struct place){ .line = 1, .col = 1 }), NULL, "large",
			 "256 KiB");
		return false;
	}
	if (!utf8_valid(r->text, r->len)) {
		good = valid_length(r->text, r->len);
		complain(r, E001, source_at(r, good, 1), NULL, "");
		return false;
	}
	/* both are looked at, so that the author hears of all */
	signs = signs_right(r);
	return indents_right(r) && signs;
}
