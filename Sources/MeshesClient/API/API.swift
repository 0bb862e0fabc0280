/// The objects of API v1 as they stand on the wire (openapi.yaml). The API calls a delivery "rule event".
public enum API {}
