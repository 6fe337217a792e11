/*
 * One tick as bytes.  In a box that is sealed to all recipients of the survey:
 *
 *   version 1      1 byte
 *   name           12 bytes: of the comment
 *   who            32 bytes: the public key of the recipient who ticked
 *   theme          1 byte length, the theme's id
 *   spans          2 bytes how many; from, to (4 bytes each) and class (1 byte) of each
 *   n              1 byte: number of recipients
 *   n codes        32 bytes each, in the order of the survey's keys: BLAKE2b over the survey's
 *                  name, a zero and all that stands before n, under the key that the one who
 *                  ticked and this recipient have in common
 *
 * All of one length, so that nothing tells long from short.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/quotes.h"

enum {
	VERSION = 1,
	SPAN = 4 + 4 + 1,
	PADDED = 2304,
	MOST = 1 + QUOTE_NAME + SEAL_PUBLIC + 1 + 63 + 2 + TICK_SPANS * SPAN + 1 +
	       SEAL_RECIPIENTS * SEAL_HASH,
};
_Static_assert(MOST <= PADDED, "the largest tick has room");

static const char shared_label[] = "canvass tick 1";

static void
about_ticks(const struct survey *survey, char *out, size_t size)
{
	snprintf(out, size, "tick %s", survey->name);
}

size_t
tick_size(const struct survey *survey)
{
	return box_size(PADDED, survey->recipient_count);
}

/* The code of a tick's first len bytes, from one recipient to another. */
static bool
code_make(const struct survey *survey, const struct secret_key *key,
	  const struct recipient *from, const struct recipient *to, const void *body,
	  size_t len, unsigned char out[SEAL_HASH], struct err *err)
{
	unsigned char shared[SEAL_KEY];
	SCOPED(buf) all;

	buf_init(&all, 0);
	if (!secret_key_shared(key, from, to, shared_label, shared, err))
		return false;
	buf_put(&all, survey->name, strlen(survey->name) + 1);
	buf_put(&all, body, len);
	seal_hash(out, all.data, all.len, shared, sizeof(shared));
	secret_wipe(shared, sizeof(shared));
	secret_wipe(all.data, all.room);
	return true;
}

static void
put_body(const struct tick *t, const struct recipient *who, struct buf *out)
{
	buf_u8(out, VERSION);
	buf_put(out, t->name, QUOTE_NAME);
	buf_put(out, who->key, SEAL_PUBLIC);
	buf_u8(out, (unsigned)strlen(t->theme));
	buf_puts(out, t->theme);
	buf_u16(out, (unsigned)t->span_count);
	for (size_t i = 0; i < t->span_count; i++) {
		buf_u32(out, t->spans[i].from);
		buf_u32(out, t->spans[i].to);
		buf_u8(out, t->spans[i].class);
	}
}

bool
tick_seal(const struct tick *tick, const struct survey *survey,
	  const struct secret_key *key, unsigned char *sealed, struct err *err)
{
	struct recipient list[SEAL_RECIPIENTS], who;
	char about[SURVEY_NAME + 32];
	unsigned char code[SEAL_HASH];
	SCOPED(buf) clear;
	bool good = true;
	size_t body;

	buf_init(&clear, PADDED);
	secret_key_public(key, &who);
	survey_recipients(survey, list);
	about_ticks(survey, about, sizeof(about));
	put_body(tick, &who, &clear);
	body = clear.len;
	buf_u8(&clear, survey->recipient_count);
	for (unsigned i = 0; good && i < survey->recipient_count; i++) {
		good = code_make(survey, key, &who, &list[i], clear.data, body, code,
				 err);
		if (good)
			buf_put(&clear, code, sizeof(code));
	}
	if (good && !buf_ok(&clear))
		die("a tick of more than %d bytes", PADDED);
	good = good && box_seal(sealed, PADDED, clear.data, clear.len, about, list,
				survey->recipient_count, err);
	secret_wipe(clear.data, clear.room);
	return good;
}

/* ---- reading ----------------------------------------------------------------------------- */

static bool
take_name(struct cut *c, char *to, size_t len)
{
	const unsigned char *from = cut_bytes(c, len);

	if (!from)
		return false;
	memcpy(to, from, len);
	to[len] = '\0';
	return !memchr(to, '\0', len);
}

static bool
take_spans(struct cut *c, struct tick *t)
{
	uint32_t behind = 0;

	t->span_count = cut_u16(c);
	if (t->span_count > TICK_SPANS)
		return false;
	for (size_t i = 0; i < t->span_count; i++) {
		struct quote_span *span = &t->spans[i];
		unsigned class;

		span->from = cut_u32(c);
		span->to = cut_u32(c);
		class = cut_u8(c);
		span->certain = true;
		span->class = class < REDACT__COUNT ? (enum redact_class) class
						    : REDACT_REMOVED;
		if (class >= REDACT__COUNT || span->to <= span->from ||
		    (i && span->from < behind))
			return false;
		behind = span->to;
	}
	return true;
}

/* All but the codes; c then stands before them. */
static bool
take_body(struct cut *c, struct tick *t)
{
	const unsigned char *who;
	char name[QUOTE_NAME + 1];
	unsigned theme;

	if (cut_u8(c) != VERSION || !take_name(c, name, QUOTE_NAME) ||
	    !quote_name_read(name, t->name) || !str_same(name, t->name))
		return false;
	who = cut_bytes(c, SEAL_PUBLIC);
	if (!who)
		return false;
	memcpy(t->who.key, who, SEAL_PUBLIC);
	theme = cut_u8(c);
	return theme && theme < sizeof(t->theme) && take_name(c, t->theme, theme) &&
	       take_spans(c, t) && !c->bad;
}

static int
recipient_at(const struct survey *survey, const struct recipient *r)
{
	for (unsigned i = 0; i < survey->recipient_count; i++)
		if (memcmp(survey->recipients[i].key, r->key, SEAL_PUBLIC) == 0)
			return (int)i;
	return -1;
}

static bool
code_right(const struct survey *survey, const struct secret_key *key,
	   const struct tick *t, const struct buf *clear, size_t body, struct cut *c)
{
	struct recipient me;
	const unsigned char *codes;
	unsigned char code[SEAL_HASH];
	unsigned n = cut_u8(c);
	int mine;

	secret_key_public(key, &me);
	mine = recipient_at(survey, &me);
	if (n != survey->recipient_count || mine < 0 || recipient_at(survey, &t->who) < 0)
		return false;
	codes = cut_bytes(c, (size_t)n * SEAL_HASH);
	return codes && cut_done(c) &&
	       code_make(survey, key, &t->who, &me, clear->data, body, code, NULL) &&
	       secret_same(code, codes + (size_t)mine * SEAL_HASH, SEAL_HASH);
}

bool
tick_open(const unsigned char *sealed, size_t len, const struct survey *survey,
	  const struct secret_key *key, struct tick *out, struct err *err)
{
	char about[SURVEY_NAME + 32];
	struct tick *t = mem_new(1, sizeof(*t));
	struct buf clear;
	struct cut c;
	bool good;
	size_t body;

	buf_init(&clear, PADDED);
	about_ticks(survey, about, sizeof(about));
	good = len == tick_size(survey) ||
	       err_set(err, ERR_INPUT, "this is no tick of %s", survey->name);
	good = good && box_open(sealed, len, about, key, &clear, err);
	if (good) {
		c = cut_from(clear.data ? clear.data : "", clear.len);
		good = take_body(&c, t);
		body = (size_t)(c.p - (const unsigned char *)clear.data);
		good = (good && code_right(survey, key, t, &clear, body, &c)) ||
		       err_set(err, ERR_INPUT,
			       "this tick was not made by who it says, or is damaged");
	}
	if (good)
		*out = *t;
	secret_wipe(clear.data, clear.room);
	buf_free(&clear);
	free(t);
	return good;
}
