using System;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace Corpus.Hazards.CapturedLocals;

/// <summary>Captured locals of Main, written by the lambda itself and by a local function that it calls.</summary>
public class Program
{
    public static async Task Main()
    {
        var calls = 0;
        var safeCalls = 0;
        var last = DateTime.MinValue;
        calls = 1; // before the first invocation

        var handler = async (string input, ILambdaContext context) =>
        {
            var letters = 0;
            calls++; //! LMI1002
            Interlocked.Increment(ref safeCalls);
            foreach (var letter in input)
            {
                letters += char.IsLetter(letter) ? 1 : 0;
            }

            await Task.Delay(1);
            Stamp();
            return letters + calls;
        };

        void Stamp()
        {
            last = DateTime.UtcNow; //! LMI1002
        }

        using var wrapper = HandlerWrapper.GetHandlerWrapper<string, int>(handler, new DefaultLambdaJsonSerializer());
        using var bootstrap = new LambdaBootstrap(wrapper);
        await bootstrap.RunAsync();
    }
}
