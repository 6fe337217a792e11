# What happens when the power goes, a disk fails or a process is killed.
# SPDX-License-Identifier: AGPL-3.0-or-later

check_PROGRAMS += tests/fault/kill.t tests/fault/power.t tests/fault/syscalls.t
tests_fault_kill_t_SOURCES = %D%/kill.t.c
tests_fault_kill_t_CPPFLAGS = $(store_test_flags)
tests_fault_kill_t_LDADD = $(store_deps)
tests_fault_power_t_SOURCES = %D%/power.t.c
tests_fault_power_t_CPPFLAGS = $(store_test_flags)
tests_fault_power_t_LDADD = $(store_deps)
tests_fault_syscalls_t_SOURCES = %D%/syscalls.t.c
tests_fault_syscalls_t_CPPFLAGS = $(store_test_flags)
tests_fault_syscalls_t_LDADD = $(store_deps)
