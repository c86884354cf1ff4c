// stand-in for the package Amazon.Lambda.DynamoDBEvents: its names and the properties that functions read.
using System;
using System.Collections.Generic;

namespace Amazon.Lambda.DynamoDBEvents;

public class DynamoDBEvent
{
    public IList<DynamodbStreamRecord> Records { get; set; } = new List<DynamodbStreamRecord>();

    public class DynamodbStreamRecord
    {
        public string AwsRegion { get; set; } = "";
        public StreamRecord Dynamodb { get; set; } = new();
        public string EventID { get; set; } = "";
        public string EventName { get; set; } = "";
        public string EventSourceArn { get; set; } = "";
    }

    public class StreamRecord
    {
        public DateTime ApproximateCreationDateTime { get; set; }
        public Dictionary<string, AttributeValue> Keys { get; set; } = [];
        public Dictionary<string, AttributeValue> NewImage { get; set; } = [];
        public Dictionary<string, AttributeValue> OldImage { get; set; } = [];
        public string SequenceNumber { get; set; } = "";
        public long SizeBytes { get; set; }
    }

    public class AttributeValue
    {
        public string S { get; set; } = "";
        public string N { get; set; } = "";
        public bool? BOOL { get; set; }
        public List<AttributeValue> L { get; set; } = [];
        public Dictionary<string, AttributeValue> M { get; set; } = [];
    }
}
