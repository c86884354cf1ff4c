using System.Collections.Generic;
using Amazon.Lambda.AspNetCoreServer.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.DependencyInjection;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddAWSLambdaHosting(LambdaEventSource.HttpApi);
builder.Services.AddScoped<Visit>();
builder.Services.AddControllers();
var app = builder.Build();
app.MapControllers();
app.Run();

public class Visit
{
    public List<string> Pages { get; } = new();
}

/// <summary>Made for each request, by the filter that names its type.</summary>
public class Gate : ActionFilterAttribute
{
    private readonly Visit _visit;
    private int _seen;

    public Gate(Visit visit) => _visit = visit;

    public override void OnActionExecuting(ActionExecutingContext context)
    {
        _visit.Pages.Add("x");
        _seen++;
    }
}

/// <summary>One object for all requests of its action.</summary>
public class Limit : ActionFilterAttribute
{
    private int _left;

    public Limit(int left) => _left = left;

    public override void OnActionExecuting(ActionExecutingContext context) => {|LMI1002:_left--|};
}

public class Catalog
{
    public static Catalog Default { get; } = new();

    public bool Has(string name) => name.Length > 0;
}

[ApiController]
public class PagesController : ControllerBase
{
    private static Catalog? s_catalog;
    private static System.Buffers.ArrayPool<byte>? s_pool;
    private static Catalog? s_latest;

    /// <summary>Each stores the one object there is.</summary>
    public PagesController()
    {
        s_catalog = Catalog.Default;
        s_pool = System.Buffers.ArrayPool<byte>.Shared;
        {|LMI1002:s_latest|} = new Catalog();
    }

    [HttpGet("pages")]
    [TypeFilter(typeof(Gate))]
    [Limit(3)]
    public IActionResult Get() => Ok(s_catalog!.Has("a") && s_pool != null && s_latest!.Has("b"));
}
