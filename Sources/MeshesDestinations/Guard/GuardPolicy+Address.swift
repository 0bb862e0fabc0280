extension GuardPolicy {
    /// Judges one address that a URL leads to.
    func permits(_ address: IPAddress, _ admission: Admission) -> Bool {
        guard !isOpen else { return true }
        let faces = [address, address.unmapped, allowNAT64 ? address.translated : nil].compactMap(\.self)
        guard !deniedCIDRs.contains(where: { range in faces.contains(where: range.contains) }) else { return false }
        let ranges = allowedCIDRs.filter { range in faces.contains(where: range.contains) }
        if AddressRules.isMetadataService(address) { return ranges.contains(where: \.isSingle) }
        if !ranges.isEmpty || admission.isHostAllowed { return true }
        return !admission.needsListedAddress && AddressRules.isPublic(address, allowNAT64: allowNAT64)
    }
}
