using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Corpus.Hazards.StaticInController;

/// <summary>The controller belongs to the request, its static members and its singletons do not.</summary>
[ApiController]
[Route("notes")]
public sealed class NotesController(NoteStore store) : ControllerBase
{
    private static readonly LinkedList<string> s_recent = new();
    private static ImmutableQueue<string> s_recentSafe = ImmutableQueue<string>.Empty;
    private readonly LinkedList<string> _mine = new();

    [HttpPost]
    public IActionResult Post(string text)
    {
        s_recent.AddFirst(text); //! LMI1001
        ImmutableInterlocked.Enqueue(ref s_recentSafe, text);
        _mine.AddFirst(text);
        store[text] = text.Length;
        return Ok(_mine.Count);
    }

    [HttpDelete]
    public IActionResult Delete(string text) => store.Drop(text) ? Ok() : NotFound();
}

public sealed class NoteStore
{
    private readonly Dictionary<string, int> _lengths = [];
    private readonly Dictionary<string, int> _guarded = [];
    private readonly object _gate = new();

    public int this[string text]
    {
        get
        {
            lock (_gate)
            {
                return _guarded.GetValueOrDefault(text);
            }
        }

        set
        {
            lock (_gate)
            {
                _guarded[text] = value;
            }
        }
    }

    public bool Drop(string text)
    {
        return _lengths.Remove(text); //! LMI1001
    }
}

public static class Program
{
    public static void Main(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddControllers();
        builder.Services.AddSingleton<NoteStore>();
        builder.Services.AddAWSLambdaHosting(LambdaEventSource.HttpApi);
        var app = builder.Build();
        app.MapControllers();
        app.Run();
    }
}
