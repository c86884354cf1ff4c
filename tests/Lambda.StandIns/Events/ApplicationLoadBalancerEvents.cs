// stand-in for the package Amazon.Lambda.ApplicationLoadBalancerEvents: its names and the properties that functions read.
using System.Collections.Generic;

namespace Amazon.Lambda.ApplicationLoadBalancerEvents;

public class ApplicationLoadBalancerRequest
{
    public string Path { get; set; } = "";
    public string HttpMethod { get; set; } = "";
    public IDictionary<string, string> Headers { get; set; } = new Dictionary<string, string>();
    public IDictionary<string, string> QueryStringParameters { get; set; } = new Dictionary<string, string>();
    public string Body { get; set; } = "";
    public bool IsBase64Encoded { get; set; }
}

public class ApplicationLoadBalancerResponse
{
    public int StatusCode { get; set; }
    public string StatusDescription { get; set; } = "";
    public IDictionary<string, string> Headers { get; set; } = new Dictionary<string, string>();
    public string Body { get; set; } = "";
    public bool IsBase64Encoded { get; set; }
}
