// stand-in for the packages AWS.Lambda.Powertools.Logging, .Tracing, .Metrics and .Idempotency: the attributes' names and signatures, no behaviour.
using System;

namespace AWS.Lambda.Powertools.Logging
{
    [AttributeUsage(AttributeTargets.Method)]
    public class LoggingAttribute : Attribute
    {
        public string Service { get; set; } = "";
        public bool LogEvent { get; set; }
        public bool ClearState { get; set; }
        public string CorrelationIdPath { get; set; } = "";
        public double SamplingRate { get; set; }
    }

    public static class Logger
    {
        public static void LogInformation(string message, params object?[] args)
        {
        }

        public static void LogError(Exception exception, string message, params object?[] args)
        {
        }

        public static void AppendKey(string key, object value)
        {
        }
    }
}

namespace AWS.Lambda.Powertools.Tracing
{
    public enum TracingCaptureMode
    {
        EnvironmentVariable,
        Response,
        Error,
        ResponseAndError,
        Disabled,
    }

    [AttributeUsage(AttributeTargets.Method)]
    public class TracingAttribute : Attribute
    {
        public string SegmentName { get; set; } = "";
        public string Namespace { get; set; } = "";
        public TracingCaptureMode CaptureMode { get; set; }
    }
}

namespace AWS.Lambda.Powertools.Metrics
{
    public enum MetricUnit
    {
        None,
        Count,
        Milliseconds,
        Bytes,
    }

    [AttributeUsage(AttributeTargets.Method)]
    public class MetricsAttribute : Attribute
    {
        public string Namespace { get; set; } = "";
        public string Service { get; set; } = "";
        public bool CaptureColdStart { get; set; }
        public bool RaiseOnEmptyMetrics { get; set; }
    }

    public static class Metrics
    {
        public static void AddMetric(string key, double value, MetricUnit unit = MetricUnit.None)
        {
        }

        public static void AddDimension(string key, string value)
        {
        }
    }
}

namespace AWS.Lambda.Powertools.Idempotency
{
    [AttributeUsage(AttributeTargets.Method)]
    public class IdempotentAttribute : Attribute
    {
        public string KeyPrefix { get; set; } = "";
    }

    [AttributeUsage(AttributeTargets.Parameter)]
    public class IdempotencyKeyAttribute : Attribute
    {
    }
}
