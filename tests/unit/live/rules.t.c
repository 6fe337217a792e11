/*
 * What a facilitator may do: each act in each phase, at each kind of step, in each state of it.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/unit/live/room.h"

#define BEGUN	 "The room has begun already."
#define NOT_YET	 "The room has not begun yet."
#define PAUSED	 "The room is paused: carry on first."
#define NO_PAUSE "The room is not paused."
#define OVER	 "The room is over."
#define NO_PHONE "Nothing is asked of phones in this step."
#define IS_OPEN	 "Phones can answer this already."
#define STAYS	 "The answers to this step are closed, and stay closed."
#define NOT_OPEN "Phones cannot answer this step now."
#define NONE	 "There are no results to show yet."
#define IS_SHOWN "The results are shown already."
#define NO_SHOWN "No results are shown."
#define FIRST	 "This is the first step."
#define LAST	 "This is the last step: end the room when you are done."
#define ANSWER	 "Phones are answering: close the answers first."

/* By phase: start open shut reveal hide next back pause resume end; NULL: allowed. */
static const char *const by_phase[PHASE__COUNT][ACT__COUNT] = {
	[PHASE_GATHER] = { NULL, NOT_YET, NOT_YET, NOT_YET, NOT_YET, NOT_YET, NOT_YET,
			   NOT_YET, NOT_YET, NULL },
	[PHASE_PAUSE] = { PAUSED, PAUSED, PAUSED, PAUSED, NULL, PAUSED, PAUSED, PAUSED,
			  NULL, NULL },
	[PHASE_OVER] = { OVER, OVER, OVER, OVER, OVER, OVER, OVER, OVER, OVER, OVER },
};

/* While it runs: at a step where phones act, by its state and whether it is revealed. */
static const struct {
	enum step_state state;
	bool revealed;
	const char *why[ACT__COUNT];
} asked[] = {
	{ STEP_AHEAD,
	  false,
	  { BEGUN, NULL, NOT_OPEN, NONE, NONE, NULL, NULL, NULL, NO_PAUSE, NULL } },
	{ STEP_OPEN,
	  false,
	  { BEGUN, IS_OPEN, NULL, NULL, NO_SHOWN, NULL, ANSWER, NULL, NO_PAUSE, NULL } },
	{ STEP_OPEN,
	  true,
	  { BEGUN, IS_OPEN, NULL, IS_SHOWN, NULL, NULL, ANSWER, NULL, NO_PAUSE, NULL } },
	{ STEP_CLOSED,
	  false,
	  { BEGUN, STAYS, NOT_OPEN, NULL, NO_SHOWN, NULL, NULL, NULL, NO_PAUSE, NULL } },
	{ STEP_CLOSED,
	  true,
	  { BEGUN, STAYS, NOT_OPEN, IS_SHOWN, NULL, NULL, NULL, NULL, NO_PAUSE, NULL } },
};
/* At a step of talk: by what it is about. */
static const struct {
	enum step_state state;
	bool revealed;
	const char *reveal, *hide;
} talked[] = {
	{ STEP_AHEAD, false, NONE, NONE },
	{ STEP_OPEN, false, NULL, NO_SHOWN },
	{ STEP_CLOSED, false, NULL, NO_SHOWN },
	{ STEP_CLOSED, true, IS_SHOWN, NULL },
};

static void
tried(const struct room_now *now, const struct agenda *agenda, enum room_act act,
      const char *want, const char *where)
{
	struct room_now copy = *now;
	const char *why = "?";
	bool did = room_act_do(&copy, agenda, act, &why);

	is_str(why, want, "%s: %s", where, room_act_names[act]);
	ok(did == !want && room_act_may(now, agenda, act) == did, "done or not");
	ok(did || memcmp(&copy, now, sizeof(copy)) == 0, "nothing changes if not");
}

static void
phases(const struct agenda *agenda)
{
	for (int phase = 0; phase < PHASE__COUNT; phase++) {
		struct room_now now = { .phase = (enum room_phase)phase };

		if (phase == PHASE_RUN)
			continue;
		now.step = phase == PHASE_GATHER ? 0 : VOTES;
		now.state[now.step] = STEP_OPEN;
		now.revealed[now.step] = true;
		for (int act = 0; act < ACT__COUNT; act++)
			tried(&now, agenda, (enum room_act)act, by_phase[phase][act],
			      room_phase_names[phase]);
	}
}

static void
steps(const struct agenda *agenda)
{
	for (unsigned n = 1; n <= agenda->count; n++) {
		const struct step *s = agenda_step(agenda, n);
		const char *name = step_rows[s->kind].name;
		struct room_now now = { .phase = PHASE_RUN, .step = n };

		for (size_t i = 0; step_rows[s->kind].phones && i < ARRAY_LEN(asked);
		     i++) {
			now.state[n] = asked[i].state;
			now.revealed[n] = asked[i].revealed;
			for (int act = 0; act < ACT__COUNT; act++)
				tried(&now, agenda, (enum room_act)act, asked[i].why[act],
				      name);
		}
		for (size_t i = 0; !step_rows[s->kind].phones && i < ARRAY_LEN(talked);
		     i++) {
			const char *none = s->from ? NULL : NONE;

			now.state[s->from] = s->from ? talked[i].state : STEP_AHEAD;
			now.revealed[s->from] = talked[i].revealed;
			tried(&now, agenda, ACT_OPEN, NO_PHONE, name);
			tried(&now, agenda, ACT_SHUT, NOT_OPEN, name);
			tried(&now, agenda, ACT_REVEAL, none ? none : talked[i].reveal,
			      name);
			tried(&now, agenda, ACT_HIDE, none ? none : talked[i].hide, name);
			tried(&now, agenda, ACT_NEXT, n == agenda->count ? LAST : NULL,
			      name);
			tried(&now, agenda, ACT_BACK, n == 1 ? FIRST : NULL, name);
			tried(&now, agenda, ACT_PAUSE, NULL, name);
		}
	}
}

static void
act(struct room_now *now, const struct agenda *agenda, enum room_act what)
{
	const char *why;

	ok(room_act_do(now, agenda, what, &why), "%s", room_act_names[what]);
}

/* What the acts do, on one way through a room. */
static void
way(const struct agenda *agenda)
{
	struct room_now now = { .phase = PHASE_GATHER };

	act(&now, agenda, ACT_START);
	ok(now.phase == PHASE_RUN && now.step == 1, "it starts at the first step");
	act(&now, agenda, ACT_NEXT);
	act(&now, agenda, ACT_OPEN);
	is_int(now.state[WARM], STEP_OPEN, "phones answer the second");
	act(&now, agenda, ACT_REVEAL);
	act(&now, agenda, ACT_PAUSE);
	ok(now.phase == PHASE_PAUSE && now.state[WARM] == STEP_OPEN && now.revealed[WARM],
	   "a pause leaves everything as it is");
	act(&now, agenda, ACT_RESUME);
	act(&now, agenda, ACT_NEXT);
	ok(now.step == WORDS && now.state[WARM] == STEP_CLOSED && now.revealed[WARM],
	   "going on closes what was open");
	act(&now, agenda, ACT_BACK);
	ok(now.step == WARM && !room_act_may(&now, agenda, ACT_OPEN),
	   "going back is for looking");
	act(&now, agenda, ACT_HIDE);
	ok(!now.revealed[WARM], "what is shown can be taken away");
	act(&now, agenda, ACT_NEXT);
	act(&now, agenda, ACT_OPEN);
	act(&now, agenda, ACT_SHUT);
	act(&now, agenda, ACT_NEXT);
	act(&now, agenda, ACT_REVEAL);
	ok(now.step == 4 && now.revealed[WORDS] && !now.revealed[4],
	   "a step of talk shows what it is about");
	is_int(room_results_step(agenda, 4), WORDS, "which is the step before");
	is_int(room_results_step(agenda, DOTS), DOTS, "dots show themselves");
	is_int(room_results_step(agenda, 1) + room_results_step(agenda, 99), 0,
	       "the opening shows nothing");
	act(&now, agenda, ACT_NEXT);
	act(&now, agenda, ACT_OPEN);
	act(&now, agenda, ACT_END);
	ok(now.phase == PHASE_OVER && now.state[DOTS] == STEP_CLOSED,
	   "the end closes what was open");
}

int
main(void)
{
	struct arena *a = arena_new(0);
	const struct agenda *agenda = agenda_try(a);

	phases(agenda);
	steps(agenda);
	way(agenda);
	arena_free(a);
	return tap_done();
}
