/*
 * How invented people answer the Operation Hampshire survey.  The numbers are made up: they are
 * no finding about anybody, and serve to show what a summary looks like.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/invent.h"

/* In the order of enum trait: exposed, supported, informed, hurt. */
static const struct fact facts[] = {
	{ "role", "officer", NULL, 62, { 0.12, 0, 0.05, 0.05 } },
	{ "role", "staff", NULL, 27, { -0.15, 0.03, -0.06, -0.05 } },
	{ "role", "special", NULL, 7, { 0.04, -0.05, -0.08, 0 } },
	{ "role", "volunteer", NULL, 4, { -0.25, 0.08, -0.12, -0.1 } },
	{ "area", "response", "officer", 42, { 0.18, -0.1, 0, 0.03 } },
	{ "area", "neighbourhood", "officer", 22, { 0.06, 0.1, 0.1, 0 } },
	{ "area", "custody", "officer", 8, { 0.2, -0.14, -0.05, 0.05 } },
	{ "area", "investigation", "officer", 18, { -0.15, 0.02, 0.02, 0 } },
	{ "area", "other", "officer", 10, { -0.2, 0.05, 0, 0 } },
	{ "area", "response", "staff", 12, { 0.1, -0.08, 0, 0.03 } },
	{ "area", "neighbourhood", "staff", 26, { 0.1, 0.08, 0.05, 0 } },
	{ "area", "custody", "staff", 14, { 0.22, -0.14, -0.05, 0.05 } },
	{ "area", "investigation", "staff", 18, { -0.18, 0.02, 0, 0 } },
	{ "area", "other", "staff", 30, { -0.25, 0.03, -0.05, 0 } },
	{ "area", "response", "special", 62, { 0.15, -0.08, 0, 0 } },
	{ "area", "neighbourhood", "special", 38, { 0, 0.05, 0, 0 } },
	{ "area", "neighbourhood", "volunteer", 55, { 0, 0.05, 0, 0 } },
	{ "area", "other", "volunteer", 45, { -0.1, 0, 0, 0 } },
	{ "service", "under_2", NULL, 21, { 0.06, -0.02, -0.06, 0.04 } },
	{ "service", "from_2_to_5", NULL, 27, { 0.08, -0.04, 0, 0.02 } },
	{ "service", "from_6_to_15", NULL, 30, { 0, 0, 0.03, 0 } },
	{ "service", "over_15", NULL, 22, { -0.08, 0.03, 0.06, -0.03 } },
	{ "supervises", "yes", NULL, 21, { -0.05, 0.08, 0.16, -0.03 } },
	{ "supervises", "no", NULL, 79, { 0, 0, 0, 0 } },
};

#define E(x)                          \
	{                             \
		[TRAIT_EXPOSED] = (x) \
	}
#define S(x)                            \
	{                               \
		[TRAIT_SUPPORTED] = (x) \
	}
#define I(x)                           \
	{                              \
		[TRAIT_INFORMED] = (x) \
	}
#define H(x)                       \
	{                          \
		[TRAIT_HURT] = (x) \
	}

static const struct leaning leanings[] = {
	{ "list:how_often", "never", 92, E(-5) },
	{ "list:how_often", "once", 15, E(0) },
	{ "list:how_often", "twice", 9, E(1.5) },
	{ "list:how_often", "three_to_five", 6, E(2.5) },
	{ "list:how_often", "six_or_more", 3, E(3.5) },
	{ "spat", "never", 175, E(-5) },
	{ "abuse", "never", 52, E(-4) },
	{ "hate", "never", 340, E(-2.5) },

	{ "list:kinds", "assault", 30, { 1, 0, 0, 1 } },
	{ "list:kinds", "spat", 14, E(0.5) },
	{ "list:kinds", "threat", 22, E(0) },
	{ "list:kinds", "abuse", 28, E(-1) },
	{ "list:kinds", "hate", 8, E(0) },
	{ "settings", "street", 58, E(0.6) },
	{ "settings", "custody", 22, E(0.8) },
	{ "settings", "home", 30, E(0.3) },
	{ "settings", "vehicle", 17, E(0.3) },
	{ "settings", "hospital", 14, E(0.2) },
	{ "settings", "other", 9, E(-0.5) },
	{ "off_duty", "yes", 12, E(0) },
	{ "off_duty", "no", 88, E(0) },

	{ "reported", "yes", 66, { 0, 1.6, 0.8, 1.2 } },
	{ "reported", "no", 34, E(0) },
	{ "why_not", "part_of_job", 58, S(-0.6) },
	{ "why_not", "nothing_happens", 46, S(-1.2) },
	{ "why_not", "paperwork", 33, E(0.5) },
	{ "why_not", "minor", 41, H(-1.5) },
	{ "why_not", "weak", 13, H(0.8) },
	{ "why_not", "trouble", 9, S(-1) },
	{ "why_not", "no_time", 24, E(0.8) },

	{ "injury", "none", 55, H(-2.5) },
	{ "injury", "minor", 30, H(0) },
	{ "injury", "treated", 15, H(2.5) },
	{ "impact", "1", 16, H(-3) },
	{ "impact", "2", 29, H(-1) },
	{ "impact", "3", 26, H(0.5) },
	{ "impact", "4", 18, H(2) },
	{ "impact", "5", 9, H(3.5) },
	{ "time_off", "none", 76, H(-2) },
	{ "time_off", "week", 15, H(0.5) },
	{ "time_off", "month", 6, H(2) },
	{ "time_off", "longer", 3, H(3) },
	{ "still", "no", 56, H(-2) },
	{ "still", "little", 30, H(0.8) },
	{ "still", "lot", 12, { 0, -1, 0, 2.5 } },

	{ "list:steps", "yes", 34, S(4) },
	{ "list:steps", "partly", 24, S(0.5) },
	{ "list:steps", "no", 27, S(-3) },
	{ "list:steps", "not_needed", 9, H(-2) },
	{ "list:steps", "unsure", 5, S(0) },
	{ "first_contact", "yes", 52, S(3.5) },
	{ "first_visit", "yes", 29, S(4) },
	{ "first_visit", "no", 38, S(-3) },
	{ "first_family", "not_needed", 38, H(-2) },
	{ "first_relieved", "not_needed", 22, H(-2) },
	{ "first_debrief", "no", 44, S(-2.5) },
	{ "case_impact", "no", 40, S(-2) },
	{ "case_updates", "no", 42, S(-2.5) },

	{ "outcome", "charged", 34, S(0.8) },
	{ "outcome", "other_disposal", 16, S(0) },
	{ "outcome", "dropped", 19, S(-1) },
	{ "outcome", "open", 22, S(0) },
	{ "outcome", "unsure", 10, S(-1.5) },
	{ "list:agreement", "1", 10, S(-4) },
	{ "list:agreement", "2", 20, S(-2) },
	{ "list:agreement", "3", 24, S(0) },
	{ "list:agreement", "4", 31, S(2) },
	{ "list:agreement", "5", 11, S(3.5) },
	{ "would_report", "4", 38, S(1) },
	{ "would_report", "5", 24, S(1.5) },

	{ "offered", "occupational", 37, S(1.2) },
	{ "offered", "trim", 25, S(1.6) },
	{ "offered", "counselling", 20, S(1.2) },
	{ "offered", "representative", 17, S(0.6) },
	{ "offered", "champion", 11, { 0, 0.8, 1.6, 0 } },
	{ "offered", "nothing", 88, S(-0.4) },
	{ "helped", "occupational", 24, S(0.8) },
	{ "helped", "trim", 26, S(0.8) },
	{ "helped", "counselling", 19, H(0.8) },
	{ "helped", "representative", 14, S(0) },
	{ "helped", "champion", 11, I(1) },
	{ "helped", "nothing", 45, S(-1) },
	{ "helped", "unused", 85, H(-1) },
	{ "later_month", "yes", 33, S(3.5) },
	{ "later_month", "no", 46, S(-1.5) },
	{ "later_month", "too_soon", 15, S(0) },
	{ "later_quarter", "yes", 19, S(3.5) },
	{ "later_quarter", "no", 46, S(-1) },
	{ "later_quarter", "too_soon", 30, S(0) },

	{ "heard", "well", 31, I(5) },
	{ "heard", "name", 38, I(1) },
	{ "heard", "no", 29, I(-4) },
	{ "list:yes_no", "yes", 34, I(4) },
	{ "list:yes_no", "no", 66, I(0) },
	{ "knows_course", "yes", 24, I(4) },
	{ "knows_pledge", "yes", 28, I(4.5) },

	{ "barriers", "staffing", 57, E(0.5) },
	{ "barriers", "not_told", 38, S(-1) },
	{ "barriers", "process", 31, I(-1) },
	{ "barriers", "systems", 35, E(0) },
	{ "barriers", "confidence", 19, I(-1) },
	{ "barriers", "nothing", 60, I(1) },
};

const struct profile invent_hampshire = {
	.facts = facts,
	.fact_count = ARRAY_LEN(facts),
	.leanings = leanings,
	.leaning_count = ARRAY_LEN(leanings),
	.sayings = invent_hampshire_sayings,
};

const struct profile invent_hampshire_before = {
	.facts = facts,
	.fact_count = ARRAY_LEN(facts),
	.leanings = leanings,
	.leaning_count = ARRAY_LEN(leanings),
	.sayings = invent_hampshire_sayings,
	.shift = { 0.03, -0.1, -0.16, 0 },
};
