/**
 * The versions a client may ask for with `Accept-Version`, a semver range: those that CloudAPI has always negotiated, and
 * 9.4.3, the one RFD 154 belongs to. So `~9||~8`, `8`, `~9.0` and an exact `9.4.3` all reach the disk operations.
 */
export const API_VERSIONS: readonly string[] = ['7.0.0', '7.1.0', '7.2.0', '7.3.0', '8.0.0', '9.0.0', '9.4.3'];
