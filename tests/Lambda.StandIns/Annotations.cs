// stand-in for the package Amazon.Lambda.Annotations: its names and signatures, no behaviour. The events' attributes are in AnnotationsEvents.cs.
using System;
using System.Collections.Generic;
using System.IO;
using System.Net;

namespace Amazon.Lambda.Annotations
{
    public enum LambdaPackageType
    {
        Zip = 0,
        Image = 1,
    }

    public interface INamedAttribute
    {
        string Name { get; set; }
    }

    [AttributeUsage(AttributeTargets.Method)]
    public class LambdaFunctionAttribute : Attribute
    {
        public string ResourceName { get; set; } = "";
        public uint Timeout { get; set; }
        public uint MemorySize { get; set; }
        public string Role { get; set; } = "";
        public string Policies { get; set; } = "";
        public LambdaPackageType PackageType { get; set; }
    }

    [AttributeUsage(AttributeTargets.Assembly)]
    public class LambdaGlobalPropertiesAttribute : Attribute
    {
        public bool GenerateMain { get; set; }
        public string Runtime { get; set; } = "";
    }

    [AttributeUsage(AttributeTargets.Method, AllowMultiple = false)]
    public class DurableExecutionAttribute(int executionTimeout) : Attribute
    {
        public int RetentionPeriodInDays { get; set; }
        public int ExecutionTimeout { get; } = executionTimeout;
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
    public class HttpResultSerializationOptions
    {
    }

    public interface IHttpResult
    {
        HttpStatusCode StatusCode { get; }
        IHttpResult AddHeader(string name, string value);
        Stream Serialize(HttpResultSerializationOptions options);
    }

    public class HttpResults : IHttpResult
    {
        private HttpResults(HttpStatusCode statusCode) => StatusCode = statusCode;

        public HttpStatusCode StatusCode { get; }

        public IHttpResult AddHeader(string name, string value) => this;

        public Stream Serialize(HttpResultSerializationOptions options) => Stream.Null;

        public static IHttpResult Ok(object? body = null) => new HttpResults(HttpStatusCode.OK);
        public static IHttpResult Accepted(object? body = null) => new HttpResults(HttpStatusCode.Accepted);
        public static IHttpResult Created(string? uri = null, object? body = null) => new HttpResults(HttpStatusCode.Created);
        public static IHttpResult BadRequest(object? body = null) => new HttpResults(HttpStatusCode.BadRequest);
        public static IHttpResult Conflict(object? body = null) => new HttpResults(HttpStatusCode.Conflict);
        public static IHttpResult Forbid(object? body = null) => new HttpResults(HttpStatusCode.Forbidden);
        public static IHttpResult NotFound(object? body = null) => new HttpResults(HttpStatusCode.NotFound);
        public static IHttpResult InternalServerError(object? body = null) => new HttpResults(HttpStatusCode.InternalServerError);
        public static IHttpResult ServiceUnavailable(int? delaySeconds = null) => new HttpResults(HttpStatusCode.ServiceUnavailable);
        public static IHttpResult Unauthorized() => new HttpResults(HttpStatusCode.Unauthorized);
        public static IHttpResult NewResult(HttpStatusCode statusCode, object? body = null) => new HttpResults(statusCode);
    }

    public interface IAuthorizerResult
    {
        bool IsAuthorized { get; }
        string PrincipalId { get; }
        IDictionary<string, object> Context { get; }
        IAuthorizerResult WithContext(string key, object value);
        IAuthorizerResult WithPrincipalId(string principalId);
    }

    public class AuthorizerResults : IAuthorizerResult
    {
        private AuthorizerResults(bool isAuthorized) => IsAuthorized = isAuthorized;

        public bool IsAuthorized { get; }
        public string PrincipalId { get; private set; } = "";
        public IDictionary<string, object> Context { get; private set; } = new Dictionary<string, object>();

        public IAuthorizerResult WithContext(string key, object value) => this;

        public IAuthorizerResult WithPrincipalId(string principalId) => this;

        public static IAuthorizerResult Allow() => new AuthorizerResults(true);
        public static IAuthorizerResult Deny() => new AuthorizerResults(false);
    }
}
