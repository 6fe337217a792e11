/*
 * Patterns at work: finding, within limits that hold for every pattern and every text.
 *
 * PCRE2's own limits protect nobody (ten million steps, as deep as memory goes); ours end a match
 * that runs away within a few milliseconds.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "base/base.h"

enum {
	MATCH_MOST = 100000, /* steps */
	DEPTH_MOST = 250,    /* of backtracking */
	HEAP_MOST = 1024,    /* KiB */
	PATTERN_MOST = 4096, /* bytes: our own tables' lists of words are longer than people's */
	NESTING_MOST = 50,   /* as rx_check has it */
	/* Counted over a text of 4 KiB: 120 for each character, as rx_check allows. */
	ALL_STEPS = 500000,
	ALL_DEPTH = 5000,
	SCAN = 16, /* bytes that are looked at in one step */
};

struct rx {
	pcre2_code *code;
	pcre2_match_data *data;
	pcre2_match_context *limits;
	struct steps {
		size_t count, at;
	} *steps; /* if they are counted */
	const uint8_t *begins; /* a bit for each byte that a match may begin with; NULL: any */
};

void
rx_free(struct rx *rx)
{
	if (!rx)
		return;
	pcre2_match_context_free(rx->limits);
	pcre2_match_data_free(rx->data);
	pcre2_code_free(rx->code);
	free(rx->steps);
	free(rx);
}

/* Called before each part that the engine tries: how far it moved is what it looked at. */
static int
step(pcre2_callout_block *block, void *data)
{
	struct steps *s = data;
	size_t at = block->current_position;

	s->count += 1 + (at > s->at ? at - s->at : s->at - at) / SCAN;
	s->at = at;
	return s->count > ALL_STEPS ? PCRE2_ERROR_CALLOUT : 0;
}

static pcre2_code *
compile(const char *pattern, unsigned flags, int *out_error, size_t *out_at)
{
	pcre2_compile_context *context = pcre2_compile_context_create(NULL);
	pcre2_code *code;

	if (!context)
		die("no memory for a pattern");
	pcre2_set_max_pattern_length(context, PATTERN_MOST);
	pcre2_set_parens_nest_limit(context, NESTING_MOST);
	code = pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED,
			     PCRE2_UTF | PCRE2_NEVER_BACKSLASH_C |
				     (flags & RX_CASELESS ? PCRE2_CASELESS : 0) |
				     (flags & RX_COUNTED ? PCRE2_AUTO_CALLOUT : 0) |
				     (flags & RX_UNICODE ? PCRE2_UCP : 0),
			     out_error, out_at, context);
	pcre2_compile_context_free(context);
	return code;
}

struct rx *
rx_new(const char *pattern, unsigned flags, struct err *err)
{
	int error = 0;
	size_t at = 0;
	pcre2_code *code = compile(pattern, flags, &error, &at);
	struct rx *rx;

	if (!code) {
		PCRE2_UCHAR words[120];

		pcre2_get_error_message(error, words, sizeof(words));
		err_set(err, ERR_INPUT, "a pattern, at byte %zu: %s", at,
			(const char *)words);
		return NULL;
	}
	rx = mem_new(1, sizeof(*rx));
	rx->code = code;
	rx->data = pcre2_match_data_create(RX_GROUPS, NULL);
	rx->limits = pcre2_match_context_create(NULL);
	if (!rx->data || !rx->limits)
		die("no memory for a pattern");
	pcre2_set_match_limit(rx->limits, MATCH_MOST);
	pcre2_set_depth_limit(rx->limits, flags & RX_COUNTED ? ALL_DEPTH : DEPTH_MOST);
	pcre2_set_heap_limit(rx->limits, HEAP_MOST);
	if (pcre2_pattern_info(code, PCRE2_INFO_FIRSTBITMAP, &rx->begins))
		rx->begins = NULL;
	if (flags & RX_COUNTED) {
		rx->steps = mem_new(1, sizeof(*rx->steps));
		pcre2_set_callout(rx->limits, step, rx->steps);
	}
	return rx;
}

enum rx_result
rx_find(const struct rx *rx, const char *text, size_t len, size_t at, bool anchored,
	size_t out[2 * RX_GROUPS])
{
	const PCRE2_SIZE *ends = pcre2_get_ovector_pointer(rx->data);
	int got;

	if (rx->steps && !at)
		*rx->steps = (struct steps){ 0 };
	/* Where the engine is told where to begin it does not ask this by itself. */
	if (anchored && rx->begins &&
	    (at == len || !(rx->begins[(uint8_t)text[at] / 8] >> (uint8_t)text[at] % 8 & 1)))
		return RX_NONE;
	/* The engine looks over for broken UTF-8 what it is given, each time: it never trusts. */
	got = pcre2_match(rx->code, (PCRE2_SPTR)text, len, at,
			  PCRE2_NOTEMPTY | (anchored ? PCRE2_ANCHORED : 0), rx->data,
			  rx->limits);
	if (got == PCRE2_ERROR_NOMATCH)
		return RX_NONE;
	if (got < 0 || ends[0] > ends[1])
		return RX_LIMIT;
	/* got is 0 if the pattern has more groups than there is room for: the first are there. */
	for (int i = 0; i < 2 * RX_GROUPS; i++)
		out[i] = !got || i < 2 * got ? ends[i] : SIZE_MAX;
	return RX_FOUND;
}
