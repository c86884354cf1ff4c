// stand-in for the event attributes of the package Amazon.Lambda.Annotations: their names and signatures, no behaviour.
using System;

namespace Amazon.Lambda.Annotations.APIGateway
{
    public enum LambdaHttpMethod
    {
        Any,
        Get,
        Post,
        Put,
        Patch,
        Head,
        Delete,
        Options,
    }

    public enum HttpApiVersion
    {
        V1,
        V2,
    }

    public enum FunctionUrlAuthType
    {
        NONE,
        AWS_IAM,
    }

    public enum RestApiAuthorizerType
    {
        Token,
        Request,
    }

    [AttributeUsage(AttributeTargets.Method)]
    public class HttpApiAttribute(LambdaHttpMethod method, string template) : Attribute
    {
        public HttpApiVersion Version { get; set; } = HttpApiVersion.V2;
        public string Template { get; set; } = template;
        public LambdaHttpMethod Method { get; set; } = method;
        public string Authorizer { get; set; } = "";
    }

    [AttributeUsage(AttributeTargets.Method)]
    public class RestApiAttribute(LambdaHttpMethod method, string template) : Attribute
    {
        public string Template { get; set; } = template;
        public LambdaHttpMethod Method { get; set; } = method;
        public string Authorizer { get; set; } = "";
    }

    [AttributeUsage(AttributeTargets.Method)]
    public class FunctionUrlAttribute : Attribute
    {
        public FunctionUrlAuthType AuthType { get; set; } = FunctionUrlAuthType.NONE;
        public string[] AllowOrigins { get; set; } = [];
        public LambdaHttpMethod[] AllowMethods { get; set; } = [];
    }

    [AttributeUsage(AttributeTargets.Method)]
    public class HttpApiAuthorizerAttribute : Attribute
    {
        public string IdentityHeader { get; set; } = "Authorization";
        public bool EnableSimpleResponses { get; set; } = true;
        public int ResultTtlInSeconds { get; set; }
    }

    [AttributeUsage(AttributeTargets.Method)]
    public class RestApiAuthorizerAttribute : Attribute
    {
        public string IdentityHeader { get; set; } = "Authorization";
        public RestApiAuthorizerType Type { get; set; } = RestApiAuthorizerType.Token;
        public int ResultTtlInSeconds { get; set; }
    }

    [AttributeUsage(AttributeTargets.Parameter)]
    public class FromBodyAttribute : Attribute
    {
    }

    [AttributeUsage(AttributeTargets.Parameter)]
    public class FromHeaderAttribute : Attribute, INamedAttribute
    {
        public string Name { get; set; } = "";
    }

    [AttributeUsage(AttributeTargets.Parameter)]
    public class FromQueryAttribute : Attribute, INamedAttribute
    {
        public string Name { get; set; } = "";
    }

    [AttributeUsage(AttributeTargets.Parameter)]
    public class FromRouteAttribute : Attribute, INamedAttribute
    {
        public string Name { get; set; } = "";
    }

    [AttributeUsage(AttributeTargets.Parameter)]
    public class FromCustomAuthorizerAttribute : Attribute, INamedAttribute
    {
        public string Name { get; set; } = "";
    }
}

namespace Amazon.Lambda.Annotations.ALB
{
    [AttributeUsage(AttributeTargets.Method)]
    public class ALBApiAttribute(string listenerArn, string pathPattern, int priority) : Attribute
    {
        public string ListenerArn { get; set; } = listenerArn;
        public string PathPattern { get; set; } = pathPattern;
        public int Priority { get; set; } = priority;
        public string ResourceName { get; set; } = "";
    }
}

namespace Amazon.Lambda.Annotations.SQS
{
    [AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
    public class SQSEventAttribute(string queue) : Attribute
    {
        public string Queue { get; set; } = queue;
        public string ResourceName { get; set; } = "";
        public bool Enabled { get; set; }
        public uint BatchSize { get; set; }
        public uint MaximumBatchingWindowInSeconds { get; set; }
        public uint MaximumConcurrency { get; set; }
        public string Filters { get; set; } = "";
    }
}

namespace Amazon.Lambda.Annotations.S3
{
    [AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
    public class S3EventAttribute(string bucket) : Attribute
    {
        public string Bucket { get; set; } = bucket;
        public string ResourceName { get; set; } = "";
        public string Events { get; set; } = "";
        public string FilterPrefix { get; set; } = "";
        public string FilterSuffix { get; set; } = "";
    }
}

namespace Amazon.Lambda.Annotations.SNS
{
    [AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
    public class SNSEventAttribute(string topic) : Attribute
    {
        public string Topic { get; set; } = topic;
        public string ResourceName { get; set; } = "";
        public string FilterPolicy { get; set; } = "";
    }
}

namespace Amazon.Lambda.Annotations.DynamoDB
{
    [AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
    public class DynamoDBEventAttribute(string stream) : Attribute
    {
        public string Stream { get; set; } = stream;
        public string ResourceName { get; set; } = "";
        public uint BatchSize { get; set; }
    }
}

namespace Amazon.Lambda.Annotations.Schedule
{
    [AttributeUsage(AttributeTargets.Method, AllowMultiple = false)]
    public class ScheduleEventAttribute(string schedule) : Attribute
    {
        public string Schedule { get; set; } = schedule;
        public string ResourceName { get; set; } = "";
        public string Description { get; set; } = "";
        public string Input { get; set; } = "";
    }
}
