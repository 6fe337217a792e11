/*
 * Reads the command line: the command, its flags in any order, its arguments.  Strict: a
 * flag that the command does not have, or one too many, is an error that names the word.
 * Nothing is guessed; the nearest word is only told.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/app.h"

static const struct flag flag_json = { .name = "json",
				       .help = "machine-readable output" };
static const struct flag flag_help = { .name = "help", .help = "this text" };

static const struct flag *
flag_find(const struct command *command, const char *name)
{
	for (size_t i = 0; i < FLAGS_MOST && command->flags[i].name; i++)
		if (str_same(command->flags[i].name, name))
			return &command->flags[i];
	if (command->json && str_same(name, flag_json.name))
		return &flag_json;
	return str_same(name, flag_help.name) ? &flag_help : NULL;
}

static bool
flag_unknown(const struct command *command, const char *name, struct err *err)
{
	const char *names[FLAGS_MOST + 2];
	const char *near;
	size_t n = 0;

	for (size_t i = 0; i < FLAGS_MOST && command->flags[i].name; i++)
		names[n++] = command->flags[i].name;
	if (command->json)
		names[n++] = flag_json.name;
	names[n++] = flag_help.name;
	near = str_nearest(name, names, n);
	if (near)
		return err_set(err, ERR_USAGE,
			       "%s has no option --%s; did you mean --%s?", command->name,
			       name, near);
	return err_set(err, ERR_USAGE, "%s has no option %s%s; see canvass %s --help",
		       command->name, strlen(name) == 1 ? "-" : "--", name,
		       command->name);
}

static bool
flag_add(struct call *call, const struct flag *flag, const char *value, struct err *err)
{
	if (!flag->many && flag != &flag_json && flag != &flag_help &&
	    flag_value(call, flag->name))
		return err_set(err, ERR_USAGE, "%s%s stands here twice",
			       strlen(flag->name) == 1 ? "-" : "--", flag->name);
	if (call->given_count == VALUES_MOST)
		return err_set(err, ERR_USAGE, "more than %d options", VALUES_MOST);
	if (flag == &flag_json)
		call->json = true;
	if (flag == &flag_help)
		call->help = true;
	call->given[call->given_count++] = (struct given){ .flag = flag, .value = value };
	return true;
}

/* One word that begins with a dash; *at moves on if its value is the next word. */
static bool
flag_take(struct call *call, char **argv, int argc, int *at, struct err *err)
{
	const char *word = argv[*at], *equals, *value = NULL;
	const struct flag *flag;
	char name[40];
	bool length_good;

	word += word[1] == '-' ? 2 : 1;
	equals = argv[*at][1] == '-' ? strchr(word, '=') : NULL;
	length_good = equals ? (size_t)(equals - word) < sizeof(name) : true;
	if (equals && length_good)
		snprintf(name, sizeof(name), "%.*s", (int)(equals - word), word);
	else
		length_good = str_fit(name, sizeof(name), word);
	/* A flag of one letter has one dash, longer ones have two; -oFILE is not taken. */
	if (!length_good || (argv[*at][1] == '-') == (strlen(name) == 1))
		return err_set(err, ERR_USAGE,
			       "there is no option %s; see canvass %s --help", argv[*at],
			       call->command->name);
	if (!(flag = flag_find(call->command, name)))
		return flag_unknown(call->command, name, err);
	if (equals)
		value = equals + 1;
	else if (flag->arg && *at + 1 < argc)
		value = argv[++*at];
	if (flag->arg && !value)
		return err_set(err, ERR_USAGE, "%s needs a value: %s", argv[*at],
			       flag->arg);
	if (!flag->arg && value)
		return err_set(err, ERR_USAGE, "--%s takes no value", name);
	return flag_add(call, flag, value ? value : "", err);
}

/* ---- the command itself ---------------------------------------------------------- */

static const char *
first_word(const char *name, char *out, size_t size)
{
	snprintf(out, size, "%.*s", (int)strcspn(name, " "), name);
	return out;
}

static bool
command_unknown(const char *word, struct err *err)
{
	const char *names[64];
	const char *near;
	size_t n = 0;

	for (size_t i = 0; i < command_count && n < ARRAY_LEN(names); i++)
		names[n++] = commands[i].name;
	near = str_nearest(word, names, n);
	if (near)
		return err_set(
			err, ERR_USAGE,
			"there is no command \"%s\" in this version; did you mean \"%s\"?",
			word, near);
	return err_set(err, ERR_USAGE,
		       "there is no command \"%s\" in this version; see canvass --help",
		       word);
}

/* A first word that several commands share, alone or with a second that none has. */
static bool
command_half(const char *group, const char *second, struct err *err)
{
	struct buf list;
	char word[32], both[80];
	size_t n = 0;
	bool known = false;

	buf_init(&list, 0);
	for (size_t i = 0; i < command_count; i++) {
		if (!str_same(first_word(commands[i].name, word, sizeof(word)), group))
			continue;
		known = true;
		buf_printf(&list, "%s%s", n++ ? ", " : "",
			   commands[i].name + strlen(word) + 1);
	}
	if (known && second && *second != '-')
		err_set(err, ERR_USAGE,
			"there is no command \"%s %s\" in this version; %s has: %s",
			group, second, group, list.data);
	else if (known)
		err_set(err, ERR_USAGE, "%s what? It has: %s", group, list.data);
	else {
		snprintf(both, sizeof(both), "%s", group);
		command_unknown(both, err);
	}
	buf_free(&list);
	return false;
}

/* The row for one or two words; *at moves behind them. */
static bool
command_find(struct call *call, char **argv, int argc, int *at, struct err *err)
{
	const char *first = argv[*at], *second = *at + 1 < argc ? argv[*at + 1] : NULL;
	char both[80];

	snprintf(both, sizeof(both), "%s %s", first, second ? second : "");
	for (size_t i = 0; i < command_count; i++) {
		bool two = strchr(commands[i].name, ' ') != NULL;

		if (!str_same(commands[i].name, two ? both : first))
			continue;
		call->command = &commands[i];
		*at += two ? 2 : 1;
		return true;
	}
	return command_half(first, second, err);
}

static bool
counts_right(const struct call *call, struct err *err)
{
	const struct command *c = call->command;

	if (call->arg_count < c->least)
		return err_set(err, ERR_USAGE, "%s needs %s", c->name, c->arguments);
	if (!c->arguments && call->arg_count)
		return err_set(err, ERR_USAGE, "%s takes no \"%s\"", c->name,
			       call->args[0]);
	if (c->most && call->arg_count > c->most)
		return err_set(err, ERR_USAGE, "%s does not expect \"%s\" here", c->name,
			       call->args[c->most]);
	return true;
}

/* Whether several commands begin with this word, and none is called so. */
static bool
is_group(const char *word)
{
	size_t len = strlen(word);
	bool any = false;

	for (size_t i = 0; i < command_count; i++) {
		if (str_same(commands[i].name, word))
			return false;
		any = any || (strncmp(commands[i].name, word, len) == 0 &&
			      commands[i].name[len] == ' ');
	}
	return any;
}

/* "help", "help poster", "help poster make"; at: the first word behind it. */
static bool
help_read(struct call *call, char **argv, int argc, int at, struct err *err)
{
	call->help = true;
	if (at == argc)
		return true;
	if (at + 1 == argc && is_group(argv[at])) {
		call->group = argv[at];
		return true;
	}
	if (!command_find(call, argv, argc, &at, err))
		return false;
	return at == argc || err_set(err, ERR_USAGE, "help does not expect \"%s\" here",
				     argv[at]);
}

/* -C DIR may stand before the command or anywhere behind it. */
static bool
take_dir(struct call *call, char **argv, int argc, int *at, struct err *err)
{
	if (*at + 1 >= argc)
		return err_set(err, ERR_USAGE, "-C needs a folder: the workspace");
	call->dir = argv[++*at];
	return true;
}

bool
args_read(struct call *call, int argc, char **argv, struct err *err)
{
	bool flags_over = false;
	int at = 1;

	*call = (struct call){ .dir = "." };
	call->args = mem_new((size_t)argc + 1, sizeof(*call->args));
	for (; at < argc && str_same(argv[at], "-C"); at++)
		if (!take_dir(call, argv, argc, &at, err))
			return false;
	if (at >= argc)
		return err_set(err, ERR_USAGE, "which command? See canvass --help");
	if (str_same(argv[at], "--help") || str_same(argv[at], "-h")) {
		call->help = true;
		return true;
	}
	if (argv[at][0] == '-' && !str_same(argv[at], "--version"))
		return err_set(err, ERR_USAGE,
			       "there is no option %s; see canvass --help", argv[at]);
	if (str_same(argv[at], "--version"))
		return true;
	if (str_same(argv[at], "help"))
		return help_read(call, argv, argc, at + 1, err);
	if (at + 2 == argc && is_group(argv[at]) &&
	    (str_same(argv[at + 1], "--help") || str_same(argv[at + 1], "-h")))
		return help_read(call, argv, argc - 1, at, err);
	if (!command_find(call, argv, argc, &at, err))
		return false;
	for (; at < argc; at++) {
		bool good = true;

		if (flags_over || argv[at][0] != '-' || !argv[at][1])
			call->args[call->arg_count++] = argv[at];
		else if (str_same(argv[at], "--"))
			flags_over = true;
		else if (str_same(argv[at], "-C"))
			good = take_dir(call, argv, argc, &at, err);
		else
			good = flag_take(call, argv, argc, &at, err);
		if (!good)
			return false;
	}
	return call->help || counts_right(call, err);
}

void
args_free(struct call *call)
{
	free(call->args);
	call->args = NULL;
}

/* ---- what a command asks for ----------------------------------------------------- */

const char *
flag_value(const struct call *call, const char *name)
{
	const char *value = NULL;

	for (size_t i = 0; i < call->given_count; i++)
		if (str_same(call->given[i].flag->name, name))
			value = call->given[i].value;
	return value;
}

const char *
flag_value_at(const struct call *call, const char *name, size_t i)
{
	for (size_t j = 0; j < call->given_count; j++)
		if (str_same(call->given[j].flag->name, name) && i-- == 0)
			return call->given[j].value;
	return NULL;
}

bool
flag_number(const struct call *call, const char *name, unsigned long least,
	    unsigned long most, unsigned long *out, struct err *err)
{
	const char *text = flag_value(call, name);
	unsigned long value;

	if (!text)
		return true;
	if (!str_to_uint(text, most, &value) || value < least)
		return err_set(err, ERR_USAGE,
			       "--%s %s: a whole number from %lu to %lu is needed", name,
			       text, least, most);
	*out = value;
	return true;
}

const char *
flag_needed(const struct call *call, const char *name, struct err *err)
{
	const char *value = flag_value(call, name);

	if (!value || !*value) {
		err_set(err, ERR_USAGE, "%s needs %s%s", call->command->name,
			strlen(name) == 1 ? "-" : "--", name);
		return NULL;
	}
	return value;
}
