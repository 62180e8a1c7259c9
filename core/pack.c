/* SPDX-License-Identifier: MIT */
/*
 * pack: the zstd frame inside a dump.  Invariant: unpacking takes no more memory
 * than a window of 1 MiB, and stops at the first byte beyond what was promised,
 * whatever the frame says of itself.
 */
#include "core/dump_int.h"

#include <stdlib.h>
#include <zstd.h>
#include <zstd_errors.h>

#include "core/lang.h"

enum { LEVEL = 19 };

int
seal_pack(struct buf *out, const struct buf *plain, struct err *e)
{
	ZSTD_CCtx *z = ZSTD_createCCtx();
	size_t cap = ZSTD_compressBound(plain->n), n;
	uint8_t *p = malloc(cap);
	int rc = 0;

	if (!z || !p) {
		rc = err_set(e, E_SPACE, _("there is not enough memory to make the dump"));
		goto out;
	}
	ZSTD_CCtx_setParameter(z, ZSTD_c_compressionLevel, LEVEL);
	ZSTD_CCtx_setParameter(z, ZSTD_c_windowLog, DUMP_WINDOW_LOG);
	ZSTD_CCtx_setParameter(z, ZSTD_c_contentSizeFlag, 0); /* the header tells it */
	n = ZSTD_compress2(z, p, cap, plain->p, plain->n);
	if (ZSTD_isError(n))
		rc = err_set(e, E_SPACE, _("the dump cannot be packed: %s"), ZSTD_getErrorName(n));
	else
		buf_put(out, p, n);
out:
	free(p);
	ZSTD_freeCCtx(z);
	return rc;
}

int
seal_unpack(const uint8_t *p, size_t n, uint64_t want, struct buf *plain, struct err *e)
{
	ZSTD_DCtx *z = ZSTD_createDCtx();
	ZSTD_inBuffer in = { p, n, 0 };
	uint8_t piece[16384];
	size_t left = 1;
	int rc = 0;

	if (!z)
		return err_set(e, E_SPACE, _("there is not enough memory to read the dump"));
	ZSTD_DCtx_setParameter(z, ZSTD_d_windowLogMax, DUMP_WINDOW_LOG);
	while (rc == 0 && left != 0) {
		ZSTD_outBuffer o = { piece, sizeof piece, 0 };
		size_t before = in.pos;

		left = ZSTD_decompressStream(z, &o, &in);
		if (ZSTD_isError(left))
			rc = ZSTD_getErrorCode(left) == ZSTD_error_frameParameter_windowTooLarge ?
			    err_set(e, E_BOMB, _("the body asks for too much memory to unpack")) :
			    err_set(e, E_FRAME, _("the body cannot be unpacked"));
		else if (plain->n + o.pos > want)
			rc = err_set(e, E_BOMB, _("the body unpacks to more than the header says"));
		else if (o.pos == 0 && in.pos == before && left != 0)
			rc = err_set(e, E_FRAME, _("the body ends too early"));
		else
			buf_put(plain, piece, o.pos);
	}
	if (rc == 0 && (in.pos != n || plain->n != want))
		rc = err_set(e, E_FRAME, _("the body is not as long as the header says"));
	ZSTD_freeDCtx(z);
	return rc;
}
