// stand-in for the package Amazon.Lambda.SNSEvents: its names and the properties that functions read.
using System;
using System.Collections.Generic;

namespace Amazon.Lambda.SNSEvents;

public class SNSEvent
{
    public IList<SNSRecord> Records { get; set; } = new List<SNSRecord>();

    public class SNSRecord
    {
        public string EventSource { get; set; } = "";
        public string EventSubscriptionArn { get; set; } = "";
        public string EventVersion { get; set; } = "";
        public SNSMessage Sns { get; set; } = new();
    }

    public class SNSMessage
    {
        public string Message { get; set; } = "";
        public IDictionary<string, MessageAttribute> MessageAttributes { get; set; } = new Dictionary<string, MessageAttribute>();
        public string MessageId { get; set; } = "";
        public string Subject { get; set; } = "";
        public DateTime Timestamp { get; set; }
        public string TopicArn { get; set; } = "";
        public string Type { get; set; } = "";
    }

    public class MessageAttribute
    {
        public string Type { get; set; } = "";
        public string Value { get; set; } = "";
    }
}
