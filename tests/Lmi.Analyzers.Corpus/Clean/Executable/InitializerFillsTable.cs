using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Threading.Tasks;
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;

namespace Corpus.Clean.InitializerFillsTable;

/// <summary>The bootstrap's initializer runs once, before the first invocation: it may fill what the handler reads.</summary>
public static class Program
{
    public static async Task Main()
    {
        var words = new Dictionary<string, string>();
        var ready = false;

        using var wrapper = HandlerWrapper.GetHandlerWrapper(async (Stream input, ILambdaContext context) =>
        {
            using var reader = new StreamReader(input);
            var text = await reader.ReadToEndAsync();
            var translated = ready && words.TryGetValue(text, out var known) ? known : text;
            return (Stream)new MemoryStream(Encoding.UTF8.GetBytes(translated));
        });

        using var bootstrap = new LambdaBootstrap(wrapper, async () =>
        {
            await Task.Yield();
            words["hello"] = "hallo";
            words["world"] = "welt";
            ready = true;
            return true;
        });

        await bootstrap.RunAsync();
    }
}
