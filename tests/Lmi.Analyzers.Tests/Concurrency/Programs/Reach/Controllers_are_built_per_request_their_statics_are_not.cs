using System.Collections.Generic;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Http;
using System.Threading.Tasks;
using Amazon.Lambda.AspNetCoreServer;

namespace A
{
    public class Entry : APIGatewayProxyFunction<Startup>
    {
    }

    public class Startup
    {
    }

    [ApiController]
    public class OrdersController : ControllerBase
    {
        static readonly Dictionary<string, string> Cache = new();
        int _calls;
        static string s_user = "";
        [HttpGet]
        public string Get(string id)
        {
            _calls++;
            {|LMI1001:Cache[id]|} = id;
            {|LMI1006:s_user|} = User.Identity!.Name!;
            return id;
        }
    }

    public class TenantMiddleware
    {
        readonly RequestDelegate _next;
        string _tenant = "";
        public TenantMiddleware(RequestDelegate next) => _next = next;
        public async Task InvokeAsync(HttpContext context)
        {
            {|LMI1006:_tenant|} = context.Request.Headers["x"].ToString();
            await _next(context);
        }
    }

    public class Scoped : IMiddleware
    {
        string _tenant = "";
        public async Task InvokeAsync(HttpContext context, RequestDelegate next)
        {
            _tenant = context.Request.Path;
            await next(context);
        }
    }
}
