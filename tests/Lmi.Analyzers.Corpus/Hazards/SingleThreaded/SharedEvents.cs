using System;
using System.Threading.Tasks;
using Amazon.Lambda.Core;

namespace Corpus.SharedEvents;

public class Feed
{
    public event EventHandler<string>? Published;

    public Action<string>? Listeners { get; set; }

    public void Publish(string text)
    {
        Published?.Invoke(this, text);
        Listeners?.Invoke(text);
    }
}

public class Function
{
    private readonly Feed _feed = new();

    public static event Action? Finished;

    public async Task<string> Handle(string input, ILambdaContext context)
    {
        var seen = "";
        _feed.Published += (_, text) => seen += text; //! LMI1010
        _feed.Listeners += text => seen += text; //! LMI1010
        Finished += static () => { }; //! LMI1010
        Console.CancelKeyPress += static (_, _) => { }; //! LMI1010
        AppDomain.CurrentDomain.UnhandledException += static (_, e) => Console.WriteLine(e.ExceptionObject); //! LMI1010
        Listen(_feed);
        _feed.Publish(input);
        Finished?.Invoke();
        await Task.Yield();
        return seen;
    }

    private void Listen(Feed feed)
    {
        feed.Published += Print; //! LMI1010
    }

    private void Print(object? sender, string text) => Console.WriteLine(text);
}
