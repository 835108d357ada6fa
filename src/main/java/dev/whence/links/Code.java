package dev.whence.links;

/** What can be found. The names are part of the report's form; those that begin with {@code W_} are warnings. */
public enum Code {
    E_ASSET_CHECKSUM_DIFFERS,
    E_ASSET_CHECKSUM_INVALID,
    E_ASSET_SIZE_DIFFERS,
    E_COLLECTION_DIFFERS,
    E_COLLECTION_LINK_ABSENT,
    E_COLLECTION_MEMBER_ABSENT,
    E_DESCRIBEDBY_ABSENT,
    E_DOCUMENT_UNREADABLE,
    E_HREF_INVALID,
    E_ID_ABSENT,
    E_ID_DUPLICATE,
    E_LINK_KIND,
    E_LINK_MALFORMED,
    E_LINK_MISSING,
    E_LINK_NOT_RECIPROCAL,
    E_LINK_OUTSIDE,
    E_NOTHING_CHECKED,
    E_ORPHAN,
    E_PROV_NO_ACTIVITY,
    E_PROV_UNDECLARED,
    E_ROOT_DIFFERS,
    E_RUN_LINK_ABSENT,
    E_SELF_DIFFERS,
    E_VERSION_DIFFERS,
    W_ASSET_ABSENT,
    W_ASSET_CHECKSUM_UNCHECKED;

    public boolean isWarning() {
        return name().startsWith("W_");
    }
}
