// Stand-in for the Amazon.Lambda.*Events packages: names and signatures, the properties that functions read most.
using System.Collections.Generic;

namespace Amazon.Lambda.APIGatewayEvents
{
    public class APIGatewayProxyRequest
    {
        public string Path { get; set; } = "";
        public string HttpMethod { get; set; } = "";
        public string Body { get; set; } = "";
        public IDictionary<string, string> Headers { get; set; } = new Dictionary<string, string>();
        public IDictionary<string, string> QueryStringParameters { get; set; } = new Dictionary<string, string>();
        public IDictionary<string, string> PathParameters { get; set; } = new Dictionary<string, string>();
    }

    public class APIGatewayProxyResponse
    {
        public int StatusCode { get; set; }
        public string Body { get; set; } = "";
        public IDictionary<string, string> Headers { get; set; } = new Dictionary<string, string>();
    }

    public class APIGatewayHttpApiV2ProxyRequest
    {
        public string RawPath { get; set; } = "";
        public string Body { get; set; } = "";
        public IDictionary<string, string> Headers { get; set; } = new Dictionary<string, string>();
    }

    public class APIGatewayHttpApiV2ProxyResponse
    {
        public int StatusCode { get; set; }
        public string Body { get; set; } = "";
    }
}

namespace Amazon.Lambda.SQSEvents
{
    public class SQSEvent
    {
        public List<SQSMessage> Records { get; set; } = new();

        public class SQSMessage
        {
            public string MessageId { get; set; } = "";
            public string Body { get; set; } = "";
        }
    }

    public class SQSBatchResponse
    {
        public List<BatchItemFailure> BatchItemFailures { get; set; } = new();

        public class BatchItemFailure
        {
            public string ItemIdentifier { get; set; } = "";
        }
    }
}

namespace Amazon.Lambda.SNSEvents
{
    public class SNSEvent
    {
        public IList<SNSRecord> Records { get; set; } = new List<SNSRecord>();

        public class SNSRecord
        {
            public SNSMessage Sns { get; set; } = new();
        }

        public class SNSMessage
        {
            public string Message { get; set; } = "";
            public string Subject { get; set; } = "";
        }
    }
}

namespace Amazon.Lambda.S3Events
{
    public class S3Event
    {
        public List<S3EventNotificationRecord> Records { get; set; } = new();

        public class S3EventNotificationRecord
        {
            public S3Entity S3 { get; set; } = new();
        }

        public class S3Entity
        {
            public S3BucketEntity Bucket { get; set; } = new();
            public S3ObjectEntity Object { get; set; } = new();
        }

        public class S3BucketEntity
        {
            public string Name { get; set; } = "";
        }

        public class S3ObjectEntity
        {
            public string Key { get; set; } = "";
            public long Size { get; set; }
        }
    }
}
