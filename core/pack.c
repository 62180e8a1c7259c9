/* SPDX-License-Identifier: MIT */
/*
 * pack: the zstd frame inside a dump.  Invariant: unpacking takes no more memory
 * than a window of 1 MiB, and stops at the first byte beyond what was promised,
 * whatever the frame says of itself.
 */
#include "core/dump_int.h"

#include <stdlib.h>
#include <string.h>
#include <zstd.h>
#include <zstd_errors.h>

#include "core/lang.h"

enum { LEVEL = 19 };

/*
 * What nearly every payload says anyway, so that a small one need not say it: dictionary
 * "soxa1".  Files in the world were packed with it: it is never changed, only followed by
 * another one under another name.
 */
static const char common[] =
    "{\"end\":2,\"changes\":50,\"hash\":\"\"}\n\"nodes\":[\"\",\"salt\":\"\",\"seen\":{\"d\":[1],\"s\":[2],"
    "\"rec\":{\"d\":[1],\"reason\":{\"d\":[\"\"],\"unit\":\"\",\"kind\":{\"d\":[\"create\",\"set\",\"correct\","
    "\"remove\",\"complete\"],\"count\":{\"d\":[0],\"counter\":{\"d\":[1,2],\"s\":[3],\"x\":\"A+"
    "{\"form\":\"household_check\",\"v\":1,\"n\":{\"form\":\"force_roster\",\"v\":1,\"n\":{\"form\":\"volunteer\","
    "\"name\":[\"\",\"birth_year\":[19,\"sex\":{\"phone\":[\"09\",\"skills\":\"consent\":1,\"consent_date\":"
    "{\"form\":\"volunteer_shift\",\"v\":1,\"role\":{\"d\":[\"\"],\"activity\":{\"d\":[\"\"],"
    "{\"form\":\"vaccination_session\",\"v\":1,\"n\":10,\"cols\":{\"date\":189,\"site\":{\"d\":[\"\"],\"round\":1,"
    "\"turn\":1,\"vaccine\":{\"d\":[\"\"],\"lot\":{\"d\":[\"\"],\"dose\":{\"d\":[\"1\",\"2\"],\"prior_vaccine\":\"\","
    "\"planned\":[\"came\":[\"vaccinated\":[\"postponed\":{\"d\":[0,1,2,3],\"contraindicated\":{\"referred\":{"
    "\"refused\":{\"absent\":{\"balance\":0,\"male\":[\"female\":[\"age.A05\":[\"age.A12\":[\"age.A18\":["
    "\"age.A50\":[\"age.A65\":[\"pregnant\":0,\"group.Q01\":[0,\"vials_opened\":[\"doses_per_vial\":6,"
    "\"waste_open\":0,\"used\":[\"waste_closed\":0,\"waste_reason\":\"\",\"react_common\":0,\"react_severe\":0,"
    "\"staff\":[\"volunteers\":[\"start\":450,\"end\":690,"
    "{\"form\":\"hamlet\",\"v\":1,\"n\":10,\"cols\":{\"name\":[\"Thôn \",\"Tổ dân phố số \",\"Bản \"],"
    "\"note\":{\"d\":[\"\"],\"source_doc\":{\"d\":[\"\"],\"incident_note\":\"\",\"incident\":0,\"support\":{\"d\":[0,"
    "\"km\":{\"d\":[0,\"place\":{\"d\":[\"\",\"\"],\"s\":[\"\"],\"x\":\".AB+\"},\"result\":{\"d\":[10,20,30,50,5,1,2,3],"
    "\"s\":[],\"x\":\"\"},\"hours\":{\"d\":[8,16,24,32,40,48,56,64,72,80,96,120,160],\"s\":[],\"x\":\"\"},"
    "\"shifts\":{\"d\":[1,2,3],\"x\":\"AAAAAAAABAA\"},\"women\":{\"d\":[0,1,2,3,4,5,6,7,8,9,10,11,12],\"s\":[],"
    "\"x\":\"\"},\"people\":{\"d\":[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,30],\"s\":[],"
    "\"x\":\"\"},\"work\":{\"d\":[\"GAC\",\"VC\",\"TT\",\"NAU\"],\"x\":\"\"},\"force\":{\"d\":[\"DTN\",\"HPN\",\"CCB\","
    "\"DQ\",\"BP\",\"CA\",\"YT\",\"TCD\"],\"x\":\"\"},\"hamlet\":{\"d\":[\"Bản \"],\"x\":\"\"},"
    "{\"form\":\"volunteer_activity\",\"v\":1,\"n\":300,\"seconds\":{\"d\":[0],\"s\":[16,\"x\":\"+AAAAAAAAAAAAAA\"},"
    "\"who\":\"\",\"cols\":{\"date\":{\"d\":[189";

void
seal_prefix(struct buf *b, const struct dump_head *h)
{
	if (strcmp(h->dictionary, "soxa1") != 0)
		return;
	buf_put(b, common, sizeof common - 1);
	pay_meta(b, h);
}

int
seal_pack(struct buf *out, const struct buf *plain, const struct buf *prefix, struct err *e)
{
	ZSTD_CCtx *z = ZSTD_createCCtx();
	size_t cap = ZSTD_compressBound(plain->n), n;
	uint8_t *p = malloc(cap);
	int rc = 0;

	if (!z || !p) {
		rc = err_set(e, E_SPACE, _("there is not enough memory to make the dump; "
		    "close other programs and try again"));
		goto out;
	}
	ZSTD_CCtx_setParameter(z, ZSTD_c_compressionLevel, LEVEL);
	ZSTD_CCtx_setParameter(z, ZSTD_c_windowLog, DUMP_WINDOW_LOG);
	ZSTD_CCtx_setParameter(z, ZSTD_c_contentSizeFlag, 0); /* the header tells it */
	ZSTD_CCtx_refPrefix(z, prefix->p, prefix->n);
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
seal_unpack(const struct buf *packed, const struct buf *prefix, uint64_t want, struct buf *plain,
    struct err *e)
{
	ZSTD_DCtx *z = ZSTD_createDCtx();
	ZSTD_inBuffer in = { packed->p, packed->n, 0 };
	uint8_t piece[16384];
	size_t left = 1;
	int rc = 0;

	if (!z)
		return err_set(e, E_SPACE, _("there is not enough memory to read the dump; "
		    "close other programs and try again"));
	ZSTD_DCtx_setParameter(z, ZSTD_d_windowLogMax, DUMP_WINDOW_LOG);
	ZSTD_DCtx_refPrefix(z, prefix->p, prefix->n);
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
	if (rc == 0 && (in.pos != packed->n || plain->n != want))
		rc = err_set(e, E_FRAME, _("the body is not as long as the header says"));
	ZSTD_freeDCtx(z);
	return rc;
}
