public import MeshesModel

public typealias OrganizationID = Organization.ID
public typealias WorkspaceID = Workspace.ID
public typealias ConnectionID = Connection.ID
public typealias RuleID = Rule.ID
public typealias EventID = Event.ID
public typealias DeliveryID = Delivery.ID
public typealias AttemptID = Attempt.ID
