/*
 * The door's listening socket.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "web/machine.h"

static unsigned
port_of(int fd)
{
	struct sockaddr_storage at;
	socklen_t len = sizeof(at);
	char port[8];
	unsigned long n;

	if (getsockname(fd, (struct sockaddr *)&at, &len) ||
	    getnameinfo((struct sockaddr *)&at, len, NULL, 0, port, sizeof(port),
			NI_NUMERICSERV) ||
	    !str_to_uint(port, 65535, &n))
		return 0;
	return (unsigned)n;
}

int
listen_at(const char *address, unsigned *inout_port, struct err *err)
{
	struct addrinfo want = { .ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE,
				 .ai_socktype = SOCK_STREAM };
	struct addrinfo *at;
	char port[8];
	int fd, on = 1;

	snprintf(port, sizeof(port), "%u", *inout_port);
	if (getaddrinfo(address, port, &want, &at)) {
		err_set(err, ERR_CONFIG,
			"%s is no address of this computer (write it in numbers)",
			address);
		return -1;
	}
	fd = socket(at->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (fd >= 0) {
		setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
		if (at->ai_family == AF_INET6)
			setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof(on));
	}
	if (fd < 0 || bind(fd, at->ai_addr, at->ai_addrlen) || listen(fd, 1024)) {
		err_set(err, errno == EACCES ? ERR_DENIED : ERR_UNAVAILABLE,
			"cannot listen on %s, port %u: %s", address, *inout_port,
			errno == EADDRINUSE ? "another program uses it"
					    : strerror(errno));
		if (fd >= 0)
			close(fd);
		fd = -1;
	} else {
		*inout_port = port_of(fd);
	}
	freeaddrinfo(at);
	return fd;
}
