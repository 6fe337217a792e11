/*
 * Whether somebody is who they say: passphrase and code, looked at together, one person at a time,
 * with delays that grow.  A page never learns which of the two was wrong, or whether there is such
 * a person.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <time.h>

#include "desk/delay.h"
#include "desk/visit.h"

enum {
	PASSPHRASE_LEAST = 12, /* characters */
	PASSPHRASE_BYTES = 1024,
};

struct gate {
	struct delays *delays;
	_Atomic unsigned strangers; /* failures of nobody we know that were noted */
};

void
gate_open(struct desk *desk)
{
	desk->gate = mem_new(1, sizeof(*desk->gate));
	desk->gate->delays = delays_new();
}

void
gate_close(struct desk *desk)
{
	if (desk->gate)
		delays_free(desk->gate->delays);
	free(desk->gate);
	desk->gate = NULL;
}

bool
gate_stranger(struct desk *desk, unsigned most)
{
	return desk->gate->strangers < most && desk->gate->strangers++ < most;
}

/* Both are always worked out, for a person who is not there too. */
static bool
both_right(const struct person *p, const struct proving *typed, uint64_t *out_step)
{
	static const unsigned char none[TOTP_BYTES];
	bool usable = p->enrolled && !p->disabled;
	bool code = totp_right(usable ? p->totp : none, typed->code, (int64_t)time(NULL),
			       out_step);
	bool words = password_right(usable ? p->password : NULL, typed->passphrase,
				    strlen(typed->passphrase));

	return usable && code && words;
}

static enum proof
prove_in_turn(struct desk *desk, struct proving *typed, struct arena *a, struct err *err)
{
	struct err why = { 0 };
	struct person p = { 0 };
	uint64_t step = 0;
	bool fresh = false;

	typed->known = person_get(desk->people, typed->name, &p, a, &why);
	if (!typed->known && why.code != ERR_MISSING) {
		err_set(err, why.code, "%s", why.text);
		return PROOF_FAILED;
	}
	if (both_right(&p, typed, &step) &&
	    !person_totp_use(desk->people, p.name, step, &fresh, err)) {
		secret_wipe(&p, sizeof(p));
		return PROOF_FAILED;
	}
	secret_wipe(&p, sizeof(p));
	return fresh ? PROOF_GOOD : PROOF_WRONG;
}

enum proof
person_prove(struct desk *desk, struct proving *typed, struct arena *a, struct err *err)
{
	struct delays *delays = desk->gate->delays;
	enum proof proof;

	typed->wait = delay_left(delays, typed->name, gate_now());
	if (typed->wait)
		return PROOF_WAIT;
	if (!turn_take(delays))
		return PROOF_BUSY;
	/* Others may have failed under this name while this one waited. */
	typed->wait = delay_left(delays, typed->name, gate_now());
	proof = typed->wait ? PROOF_WAIT : prove_in_turn(desk, typed, a, err);
	if (proof == PROOF_GOOD)
		delay_clear(delays, typed->name, gate_now());
	else if (proof == PROOF_WRONG)
		delay_failed(delays, typed->name, gate_now());
	turn_give(delays);
	return proof;
}

bool
person_passphrase(struct desk *desk, struct person *p, const char *passphrase,
		  struct arena *a, struct err *err)
{
	SCOPED(buf) kept = { 0 };
	bool good;

	if (!turn_take(desk->gate->delays))
		return err_set(err, ERR_BUSY, "too many passphrases are being checked");
	good = password_make(passphrase, strlen(passphrase), &kept, err);
	turn_give(desk->gate->delays);
	if (good)
		p->password = arena_str(a, kept.data);
	return good;
}

/* Small letters and digits of ASCII alone. */
static void
squeeze(const char *text, struct buf *out)
{
	for (; *text; text++) {
		char c = *text;

		if (c >= 'A' && c <= 'Z')
			c = (char)(c + 32);
		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
			buf_putc(out, c);
	}
	buf_putc(out, '\0');
}

const char *
passphrase_fault(const char *name, const char *first, const char *second)
{
	SCOPED(buf) bare_name = { 0 };
	SCOPED(buf) bare_words = { 0 };

	if (utf8_count(first, strlen(first)) < PASSPHRASE_LEAST)
		return "A passphrase has twelve characters or more. Four words that do not "
		       "belong together are good.";
	if (strlen(first) > PASSPHRASE_BYTES)
		return "This passphrase is too long.";
	if (!str_same(first, second))
		return "The two passphrases are not the same.";
	squeeze(name, &bare_name);
	squeeze(first, &bare_words);
	if (str_same(bare_name.data, bare_words.data))
		return "Your name cannot be your passphrase.";
	return NULL;
}

struct console_reply *
proof_refused(struct desk_visit *v, enum proof proof, const struct proving *p,
	      const struct err *err)
{
	struct console_reply *r;

	switch (proof) {
	case PROOF_WRONG:
		return desk_refused(v, 403,
				    "That did not fit. Go back, and give your passphrase "
				    "and a new code.");
	case PROOF_WAIT:
		r = desk_refused(
			v, 429,
			"After several failures there is a short wait. Try again "
			"in %u seconds.",
			p->wait);
		r->wait = p->wait;
		return r;
	case PROOF_BUSY:
		r = desk_refused(
			v, 503,
			"Too many people are signing in just now. Try again in a "
			"few seconds.");
		r->wait = 2;
		return r;
	case PROOF_FAILED:
		return desk_failed(v, err);
	case PROOF_GOOD:
		break;
	}
	return NULL;
}
