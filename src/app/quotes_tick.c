/*
 * One tick as bytes.  In a box that is sealed to all recipients of the survey:
 *
 *   version 1      1 byte
 *   name           12 bytes: of the comment
 *   who            32 bytes: the public key of the recipient who ticked
 *   theme          1 byte length, the theme's id
 *   spans          2 bytes how many; from, to (4 bytes each) and class (1 byte) of each
 *   n, n codes     as vouch.h has them
 *
 * All of one length, so that nothing tells long from short.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/quotes.h"
#include "app/vouch.h"

enum {
	VERSION = 1,
	SPAN = 4 + 4 + 1,
	PADDED = 2304,
	MOST = 1 + QUOTE_NAME + SEAL_PUBLIC + 1 + 63 + 2 + TICK_SPANS * SPAN + VOUCH_MOST,
};
_Static_assert(MOST <= PADDED, "the largest tick has room");

static const char label[] = "canvass tick 1";

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
	SCOPED(buf) clear;
	bool good;

	buf_init(&clear, PADDED);
	secret_key_public(key, &who);
	survey_recipients(survey, list);
	about_ticks(survey, about, sizeof(about));
	put_body(tick, &who, &clear);
	good = vouch_put(survey, key, label, &clear, err);
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
		good = (good &&
			vouch_right(survey, key, label, &t->who, clear.data, body, &c)) ||
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
