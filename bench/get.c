/*
 * A bare probe: libmicrohttpd in a loop of its own, which sends the same bytes to everybody.
 *
 *   get PORT HEADERS BODY
 *
 * HEADERS: a file of "Name: value" lines, as the door sent them.  What the door does beyond
 * this (checks, a route, a ticket, a page of its own for each) is what a ratio to it tells.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <microhttpd.h>

static struct MHD_Response *response;

static enum MHD_Result
handle(void *cls, struct MHD_Connection *connection, const char *url, const char *method,
       const char *version, const char *data, size_t *len, void **seen)
{
	(void)cls, (void)url, (void)method, (void)version, (void)data, (void)len;
	if (!*seen) {
		*seen = connection;
		return MHD_YES;
	}
	return MHD_queue_response(connection, 200, response);
}

static char *
read_file(const char *name, size_t *out_len)
{
	FILE *f = fopen(name, "rb");
	char *text = malloc(1 << 20);

	if (!f || !text) {
		perror(name);
		exit(1);
	}
	*out_len = fread(text, 1, (1 << 20) - 1, f);
	text[*out_len] = '\0';
	fclose(f);
	return text;
}

static void
add_headers(char *text)
{
	static const char *const own[] = { "Date", "Connection", "Content-Length" };

	for (char *line = strtok(text, "\r\n"); line; line = strtok(NULL, "\r\n")) {
		char *colon = strchr(line, ':');
		int mine = 0;

		if (!colon || strchr(line, ' ') < colon)
			continue;
		*colon = '\0';
		for (size_t i = 0; i < sizeof(own) / sizeof(*own); i++)
			mine |= !strcmp(line, own[i]);
		if (!mine)
			MHD_add_response_header(response, line, colon + 2);
	}
}

int
main(int argc, char **argv)
{
	size_t header_len, len;
	char *headers, *body;
	struct MHD_Daemon *daemon;
	struct pollfd fd = { .events = POLLIN };

	if (argc != 4)
		return 64;
	headers = read_file(argv[2], &header_len);
	body = read_file(argv[3], &len);
	response = MHD_create_response_from_buffer(len, body, MHD_RESPMEM_PERSISTENT);
	add_headers(headers);
	daemon = MHD_start_daemon(MHD_USE_EPOLL, (uint16_t)strtoul(argv[1], NULL, 10),
				  NULL, NULL, handle, NULL, MHD_OPTION_CONNECTION_LIMIT,
				  4096u, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
				  (size_t)16384, MHD_OPTION_CONNECTION_TIMEOUT, 15u,
				  MHD_OPTION_LISTENING_ADDRESS_REUSE, 1u, MHD_OPTION_END);
	if (!daemon)
		return 1;
	fd.fd = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd;
	for (;;) {
		MHD_UNSIGNED_LONG_LONG ms;
		int wait = MHD_get_timeout(daemon, &ms) == MHD_YES ? (int)ms : -1;

		poll(&fd, 1, wait);
		MHD_run(daemon);
	}
}
