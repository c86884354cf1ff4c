using System;
using System.Threading.Tasks;
using Amazon.Lambda.Core;

namespace Corpus.OwnEvents;

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
    private static readonly Feed s_feed = new();

    public Function()
    {
        AppDomain.CurrentDomain.UnhandledException += static (_, e) => Console.WriteLine(e.ExceptionObject);
        s_feed.Published += Print;
    }

    public async Task<string> Handle(string input, ILambdaContext context)
    {
        var seen = "";
        var feed = new Feed();
        feed.Published += (_, text) => seen += text;
        feed.Listeners += text => seen += text;
        Listen(feed);
        feed.Publish(input);
        Once();
        await Task.Yield();
        return seen;
    }

    private void Listen(Feed feed) => feed.Published += Print;

    private void Once()
    {
        EventHandler<string> count = static (_, text) => Console.WriteLine(text.Length);
        s_feed.Published += count;
        try
        {
            s_feed.Publish("x");
        }
        finally
        {
            s_feed.Published -= count;
        }
    }

    private void Print(object? sender, string text) => Console.WriteLine(text);
}
