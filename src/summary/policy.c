/*
 * The numbers that the rules go by, and their floors.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "summary/rules.h"

enum { THRESHOLD_MOST = 10000 };

const char *const marker_names[MARK__COUNT] = {
	[MARK_NONE] = "", [MARK_C] = "c", [MARK_Z] = "z",
	[MARK_X] = "x",	  [MARK_U] = "u", [MARK_CU] = "cu",
};

struct policy
policy_make(unsigned threshold)
{
	return (struct policy){ .threshold = threshold,
				.rounding = threshold < 5 ? 3 : 5,
				.base = 2 * threshold,
				.whole = 3 * threshold,
				.increment = threshold };
}

unsigned
policy_round(const struct policy *policy, uint32_t count)
{
	unsigned b = policy->rounding;

	if (rule_off(5))
		return count;
	return b * ((count + (b - 1) / 2) / b);
}

static bool
at_least(const char *name, unsigned got, unsigned least, struct err *err)
{
	return got >= least || err_set(err, ERR_INPUT, "%s is %u: it cannot be under %u",
				       name, got, least);
}

bool
policy_good(const struct policy *p, struct err *err)
{
	unsigned t = p->threshold;

	if (!at_least("threshold", t, p->rehearsal ? 3 : 5, err))
		return false;
	if (t > THRESHOLD_MOST || p->base > 10 * THRESHOLD_MOST ||
	    p->whole > 10 * THRESHOLD_MOST || p->increment > 10 * THRESHOLD_MOST)
		return err_set(err, ERR_INPUT, "the policy has a number that is too large");
	if (p->rounding % 2 == 0 || p->rounding < 3 || p->rounding > t)
		return err_set(err, ERR_INPUT,
			       "rounding is %u: it must be odd, and from 3 to %u",
			       p->rounding, t);
	if (p->rehearsal)
		return at_least("base", p->base, 1, err) &&
		       at_least("whole", p->whole, 1, err) &&
		       at_least("increment", p->increment, 1, err);
	return at_least("base", p->base, 2 * t, err) &&
	       at_least("whole", p->whole, 3 * t, err) &&
	       at_least("increment", p->increment, t, err);
}

static bool
not_under(const char *name, unsigned got, unsigned before, struct err *err)
{
	return got >= before ||
	       err_set(err, ERR_INPUT,
		       "%s is %u, and was %u in an earlier release: it can only be raised",
		       name, got, before);
}

bool
policy_raised(const struct policy *p, const struct policy *earlier, struct err *err)
{
	if (earlier->strict && !p->strict)
		return err_set(err, ERR_INPUT,
			       "an earlier release was strict, so this one must be");
	return not_under("threshold", p->threshold, earlier->threshold, err) &&
	       not_under("rounding", p->rounding, earlier->rounding, err) &&
	       not_under("base", p->base, earlier->base, err) &&
	       not_under("whole", p->whole, earlier->whole, err) &&
	       not_under("increment", p->increment, earlier->increment, err);
}
