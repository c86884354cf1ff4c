// stand-in for the package Amazon.Lambda.APIGatewayEvents: its names and the properties that functions read.
using System.Collections.Generic;

namespace Amazon.Lambda.APIGatewayEvents;

public class APIGatewayCustomAuthorizerContext : Dictionary<string, object>
{
    public string PrincipalId { get; set; } = "";
    public Dictionary<string, string> Claims { get; set; } = [];
}

public class APIGatewayProxyRequest
{
    public string Resource { get; set; } = "";
    public string Path { get; set; } = "";
    public string HttpMethod { get; set; } = "";
    public IDictionary<string, string> Headers { get; set; } = new Dictionary<string, string>();
    public IDictionary<string, IList<string>> MultiValueHeaders { get; set; } = new Dictionary<string, IList<string>>();
    public IDictionary<string, string> QueryStringParameters { get; set; } = new Dictionary<string, string>();
    public IDictionary<string, string> PathParameters { get; set; } = new Dictionary<string, string>();
    public IDictionary<string, string> StageVariables { get; set; } = new Dictionary<string, string>();
    public ProxyRequestContext RequestContext { get; set; } = new();
    public string Body { get; set; } = "";
    public bool IsBase64Encoded { get; set; }

    public class ProxyRequestContext
    {
        public string Path { get; set; } = "";
        public string AccountId { get; set; } = "";
        public string Stage { get; set; } = "";
        public string RequestId { get; set; } = "";
        public string ConnectionId { get; set; } = "";
        public string HttpMethod { get; set; } = "";
        public RequestIdentity Identity { get; set; } = new();
        public APIGatewayCustomAuthorizerContext Authorizer { get; set; } = new();
    }

    public class RequestIdentity
    {
        public string AccountId { get; set; } = "";
        public string Caller { get; set; } = "";
        public string SourceIp { get; set; } = "";
        public string User { get; set; } = "";
        public string UserAgent { get; set; } = "";
    }
}

public class APIGatewayProxyResponse
{
    public int StatusCode { get; set; }
    public IDictionary<string, string> Headers { get; set; } = new Dictionary<string, string>();
    public IDictionary<string, IList<string>> MultiValueHeaders { get; set; } = new Dictionary<string, IList<string>>();
    public string Body { get; set; } = "";
    public bool IsBase64Encoded { get; set; }
}

public class APIGatewayHttpApiV2ProxyRequest
{
    public string Version { get; set; } = "";
    public string RouteKey { get; set; } = "";
    public string RawPath { get; set; } = "";
    public string RawQueryString { get; set; } = "";
    public string[] Cookies { get; set; } = [];
    public IDictionary<string, string> Headers { get; set; } = new Dictionary<string, string>();
    public IDictionary<string, string> QueryStringParameters { get; set; } = new Dictionary<string, string>();
    public IDictionary<string, string> PathParameters { get; set; } = new Dictionary<string, string>();
    public ProxyRequestContext RequestContext { get; set; } = new();
    public string Body { get; set; } = "";
    public bool IsBase64Encoded { get; set; }

    public class ProxyRequestContext
    {
        public string AccountId { get; set; } = "";
        public string ApiId { get; set; } = "";
        public string DomainName { get; set; } = "";
        public string RequestId { get; set; } = "";
        public string RouteKey { get; set; } = "";
        public string Stage { get; set; } = "";
        public HttpDescription Http { get; set; } = new();
        public AuthorizerDescription Authorizer { get; set; } = new();
    }

    public class HttpDescription
    {
        public string Method { get; set; } = "";
        public string Path { get; set; } = "";
        public string SourceIp { get; set; } = "";
        public string UserAgent { get; set; } = "";
    }

    public class AuthorizerDescription
    {
        public JwtDescription Jwt { get; set; } = new();
        public IDictionary<string, object> Lambda { get; set; } = new Dictionary<string, object>();

        public class JwtDescription
        {
            public IDictionary<string, string> Claims { get; set; } = new Dictionary<string, string>();
            public string[] Scopes { get; set; } = [];
        }
    }
}

public class APIGatewayHttpApiV2ProxyResponse
{
    public int StatusCode { get; set; }
    public IDictionary<string, string> Headers { get; set; } = new Dictionary<string, string>();
    public string[] Cookies { get; set; } = [];
    public string Body { get; set; } = "";
    public bool IsBase64Encoded { get; set; }

    public void SetHeaderValues(string headerName, string value, bool append)
    {
    }
}

public class APIGatewayCustomAuthorizerRequest
{
    public string Type { get; set; } = "";
    public string AuthorizationToken { get; set; } = "";
    public string MethodArn { get; set; } = "";
    public IDictionary<string, string> Headers { get; set; } = new Dictionary<string, string>();
}

public class APIGatewayCustomAuthorizerResponse
{
    public string PrincipalID { get; set; } = "";
    public string UsageIdentifierKey { get; set; } = "";
}
