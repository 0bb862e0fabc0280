/** Why something can't be done in this session. */
export const roleReasons = {
    write: "Needs the role admin or owner",
    owner: "Needs the role owner",
    payload: "Needs the permission to read payloads",
};
