/*
 * canvass code SURVEY STEP: rules suggest, people decide.  Each step is a row here.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/cmd_code.h"

struct step {
	const char *name;
	code_step_fn *run;
	unsigned least, most; /* words behind it */
	const char *wants;    /* what these words are */
	bool comments;	      /* it opens what people wrote */
	const char *flags;    /* beside those that all take: " coder all o " */
};

static const struct step steps[] = {
	{ .name = "suggest", .run = code_suggest, .comments = true, .flags = " " },
	{ .name = "next", .run = code_next, .comments = true, .flags = " coder " },
	{ .name = "sheet",
	  .run = code_sheet,
	  .comments = true,
	  .flags = " coder all o " },
	{ .name = "take",
	  .run = code_take,
	  .least = 1,
	  .most = 1,
	  .wants = "a sheet: FILE, or - for standard input",
	  .comments = true,
	  .flags = " coder " },
	{ .name = "agree", .run = code_agree, .comments = true, .flags = " " },
	{ .name = "settle",
	  .run = code_settle,
	  .most = 1,
	  .comments = true,
	  .flags = " " },
	{ .name = "book",
	  .run = code_book,
	  .most = 2,
	  .flags = " title definition under words into part reason " },
};

static const char shared_flags[] = " key passphrase-file locals from ledger json help ";

static bool
in_list(const char *list, const char *name)
{
	char word[40];

	snprintf(word, sizeof(word), " %.30s ", name);
	return strstr(list, word) != NULL;
}

static const struct step *
step_named(const char *name, struct err *err)
{
	const char *names[ARRAY_LEN(steps)], *near;

	for (size_t i = 0; i < ARRAY_LEN(steps); i++) {
		if (str_same(steps[i].name, name))
			return &steps[i];
		names[i] = steps[i].name;
	}
	near = str_nearest(name, names, ARRAY_LEN(names));
	if (near)
		err_set(err, ERR_USAGE,
			"code has no step \"%.40s\"; did you mean \"%s\"?", name, near);
	else
		err_set(err, ERR_USAGE,
			"code has no step \"%.40s\": suggest, next, sheet, take, agree, "
			"settle or book",
			name);
	return NULL;
}

static bool
step_suits(const struct step *step, const struct call *call, struct err *err)
{
	size_t words = call->arg_count - 2;

	for (size_t i = 0; i < call->given_count; i++) {
		const char *flag = call->given[i].flag->name;

		if (!in_list(shared_flags, flag) && !in_list(step->flags, flag))
			return err_set(err, ERR_USAGE, "code %s takes no %s%s",
				       step->name, flag[1] ? "--" : "-", flag);
	}
	if (step->run == code_sheet && !flag_value(call, "o"))
		return err_set(err, ERR_USAGE, "sheet needs -o FILE.csv or FILE.jsonl");
	if (words < step->least)
		return err_set(err, ERR_USAGE, "code %s needs %s", step->name,
			       step->wants);
	return words <= step->most ||
	       err_set(err, ERR_USAGE, "code %s does not expect \"%.40s\"", step->name,
		       call->args[2 + step->most]);
}

bool
cmd_code(struct call *call, struct err *err)
{
	const struct step *step;
	struct code_work w = { .coder = CODER_FIRST };
	bool good;

	/* The survey and the step in either order: a survey's name alone has an @. */
	if (strchr(call->args[1], '@') && !strchr(call->args[0], '@')) {
		const char *survey = call->args[1];

		call->args[1] = call->args[0];
		call->args[0] = survey;
	}
	step = step_named(call->args[1], err);
	if (!step || !step_suits(step, call, err))
		return false;
	good = code_call_open(&w, call, step->comments, err) && step->run(&w, err);
	code_free(&w);
	return good;
}
