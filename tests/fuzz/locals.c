/*
 * Fuzz target: a file of local words.  What is refused is told why; what is taken is found, as it
 * stands there, in capitals, and with a letter wrong without trouble.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/redact_internal.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static bool
is_plain(const char *p, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (p[i] & 0x80 || p[i] < ' ')
			return false;
	return true;
}

static bool
is_alnum(char c)
{
	return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
}

/* Each letter and digit of an entry is marked where the entry is written. */
static void
check_found(struct redactor *r, const char *words, size_t len, struct arena *a)
{
	struct redaction found = redact_text(r, words, len, a);

	for (size_t i = 0, k = 0; i < len; i++) {
		while (k < found.count && found.spans[k].to <= i)
			k++;
		if (is_alnum(words[i]) && (k == found.count || found.spans[k].from > i))
			die("a local word was not found: %.*s", (int)len, words);
	}
}

/* With a letter wrong it may be found or not, but nothing beyond it is. */
static void
check_within(struct redactor *r, const char *words, size_t len, struct arena *a)
{
	struct redaction found = redact_text(r, words, len, a);

	if (found.count && found.spans[found.count - 1].to > len)
		die("a mark beyond the text");
}

static void
check_entries(struct redactor *r, const char *text, size_t len, struct arena *a)
{
	unsigned checked = 0;

	for (const char *end = text + len, *stop; text < end && checked < 8;
	     text = stop) {
		const char *tab;
		size_t n;
		char *other;

		stop = memchr(text, '\n', (size_t)(end - text));
		n = (size_t)((stop ? stop : end) - text);
		stop = stop ? stop + 1 : end;
		tab = memchr(text, '\t', n);
		if (text[strspn(text, " \t")] == '#' || !tab ||
		    !is_plain(tab + 1, n - (size_t)(tab + 1 - text)))
			continue;
		n -= (size_t)(tab + 1 - text);
		check_found(r, tab + 1, n, a);
		other = arena_copy(a, tab + 1, n);
		for (size_t i = 0; i < n; i++)
			if (other[i] >= 'a' && other[i] <= 'z')
				other[i] = (char)(other[i] - 32);
		check_found(r, other, n, a);
		other[n / 2] = 'q';
		check_within(r, other, n, a);
		checked++;
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct arena *a = arena_new(0);
	const char *text = arena_copy(a, data, len);
	static struct redactor
		*r; /* its patterns take milliseconds; the words are given to it */
	const struct redact_options options = { .strict = false };
	struct err err = { 0 };
	struct diags diags;

	diags_init(&diags, "locals", text, len, a);
	if (!r)
		r = redactor_new(&options, &err);
	if (!r)
		die("no redactor: %s", err.text);
	r->locals = local_words_read(text, len, &diags, a);
	if (!r->locals == !diags.errors)
		die("refused without a reason, or taken in spite of one");
	if (r->locals)
		check_entries(r, text, len, a);
	r->locals = NULL;
	arena_free(a);
	return 0;
}
