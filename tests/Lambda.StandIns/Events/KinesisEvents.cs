// stand-in for the package Amazon.Lambda.KinesisEvents: its names and the properties that functions read.
using System;
using System.Collections.Generic;
using System.IO;

namespace Amazon.Lambda.KinesisEvents;

public class KinesisEvent
{
    public IList<KinesisEventRecord> Records { get; set; } = new List<KinesisEventRecord>();

    public class Record
    {
        public DateTime ApproximateArrivalTimestamp { get; set; }
        public MemoryStream Data { get; set; } = new();
        public string PartitionKey { get; set; } = "";
        public string SequenceNumber { get; set; } = "";
    }

    public class KinesisEventRecord
    {
        public string AwsRegion { get; set; } = "";
        public string EventId { get; set; } = "";
        public string EventName { get; set; } = "";
        public string EventSourceARN { get; set; } = "";
        public Record Kinesis { get; set; } = new();
    }
}
