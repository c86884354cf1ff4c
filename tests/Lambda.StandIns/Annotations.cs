// Stand-in for Amazon.Lambda.Annotations and the attributes of AWS.Lambda.Powertools: names and signatures, no behaviour.
using System;

namespace Amazon.Lambda.Annotations
{
    [AttributeUsage(AttributeTargets.Method)]
    public class LambdaFunctionAttribute : Attribute
    {
        public string ResourceName { get; set; } = "";
        public uint Timeout { get; set; }
        public uint MemorySize { get; set; }
        public string Policies { get; set; } = "";
    }

    [AttributeUsage(AttributeTargets.Method)]
    public class DurableExecutionAttribute : Attribute
    {
    }

    [AttributeUsage(AttributeTargets.Class)]
    public class LambdaStartupAttribute : Attribute
    {
    }

    [AttributeUsage(AttributeTargets.Parameter)]
    public class FromServicesAttribute : Attribute
    {
    }
}

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

    [AttributeUsage(AttributeTargets.Method)]
    public class HttpApiAttribute(LambdaHttpMethod method, string template) : Attribute
    {
        public LambdaHttpMethod Method { get; } = method;
        public string Template { get; } = template;
    }

    [AttributeUsage(AttributeTargets.Method)]
    public class RestApiAttribute(LambdaHttpMethod method, string template) : Attribute
    {
        public LambdaHttpMethod Method { get; } = method;
        public string Template { get; } = template;
    }

    [AttributeUsage(AttributeTargets.Parameter)]
    public class FromBodyAttribute : Attribute
    {
    }

    [AttributeUsage(AttributeTargets.Parameter)]
    public class FromRouteAttribute : Attribute
    {
        public string Name { get; set; } = "";
    }

    [AttributeUsage(AttributeTargets.Parameter)]
    public class FromQueryAttribute : Attribute
    {
        public string Name { get; set; } = "";
    }
}

namespace Amazon.Lambda.Annotations.SQS
{
    [AttributeUsage(AttributeTargets.Method)]
    public class SQSEventAttribute(string queue) : Attribute
    {
        public string Queue { get; } = queue;
    }
}

namespace AWS.Lambda.Powertools.Logging
{
    [AttributeUsage(AttributeTargets.Method)]
    public class LoggingAttribute : Attribute
    {
        public bool LogEvent { get; set; }
    }
}

namespace AWS.Lambda.Powertools.Tracing
{
    [AttributeUsage(AttributeTargets.Method)]
    public class TracingAttribute : Attribute
    {
    }
}

namespace AWS.Lambda.Powertools.Metrics
{
    [AttributeUsage(AttributeTargets.Method)]
    public class MetricsAttribute : Attribute
    {
        public string Namespace { get; set; } = "";
        public bool CaptureColdStart { get; set; }
    }
}
