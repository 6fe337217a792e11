/*
 * Lines that have grown too little since they were printed: S8.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "summary/disclose.h"
