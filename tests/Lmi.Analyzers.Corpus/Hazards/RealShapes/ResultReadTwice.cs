using System.Threading.Tasks;
using Amazon.Lambda.Core;

namespace Corpus.Hazards.ResultReadTwice;

public class Relay
{
    public string Handle(string text, ILambdaContext context)
    {
        var sent = SendAsync(text);
        var answer = sent.Result; //! LMI4005
        context.Logger.LogLine(answer);

        // It is complete by now: nobody waits here.
        return sent.Result + sent.Result.Length;
    }

    private static async Task<string> SendAsync(string text)
    {
        await Task.Delay(1);
        return text;
    }
}
