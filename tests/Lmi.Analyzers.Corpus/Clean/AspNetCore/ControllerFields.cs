using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.DependencyInjection;

namespace Corpus.Clean.ControllerFields;

/// <summary>A controller is made for each request: its fields, and those of its base, belong to that request.</summary>
public abstract class PagedController : Controller
{
    protected int PageSize = 20;
    protected readonly List<string> Notices = [];

    public override void OnActionExecuting(ActionExecutingContext context)
    {
        if (context.HttpContext.Request.Query.TryGetValue("size", out var size) && int.TryParse(size, out var parsed))
        {
            PageSize = parsed;
        }

        base.OnActionExecuting(context);
    }
}

[ApiController]
[Route("articles")]
public sealed class ArticlesController(IArticleSource source) : PagedController
{
    private Dictionary<int, string>? _titles;
    private int _reads;
    private string _author = "";

    [BindProperty(SupportsGet = true)]
    public string Language { get; set; } = "en";

    [HttpGet]
    public async Task<IActionResult> List(string author)
    {
        _author = author;
        Notices.Add("by " + _author);
        _titles ??= await source.TitlesAsync(Language);
        _reads++;
        return Ok(_titles.Values.Take(PageSize).Concat(Notices));
    }

    [HttpGet("{id:int}")]
    public async Task<IActionResult> Get(int id)
    {
        if (_titles == null)
        {
            _titles = await source.TitlesAsync(Language);
        }

        return _titles.Remove(id, out var title) ? Ok(title) : NotFound();
    }
}

public interface IArticleSource
{
    Task<Dictionary<int, string>> TitlesAsync(string language);
}

public sealed class FixedArticleSource : IArticleSource
{
    public Task<Dictionary<int, string>> TitlesAsync(string language) => Task.FromResult(new Dictionary<int, string> { [1] = language });
}

public static class Program
{
    public static void Main(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddControllers();
        builder.Services.AddSingleton<IArticleSource, FixedArticleSource>();
        builder.Services.AddAWSLambdaHosting(LambdaEventSource.RestApi);
        var app = builder.Build();
        app.MapControllers();
        app.Run();
    }
}
