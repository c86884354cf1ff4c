using System.Threading.Tasks;
using Amazon.Lambda.Core;
using Amazon.SQS;
using Amazon.SQS.Model;


namespace Corpus.Hazards.ResultReadTwice;

public class Relay
{
    private static readonly AmazonSQSClient Queue = new();

    public string Handle(string text, ILambdaContext context)
    {
        var sent = Queue.SendMessageAsync(new SendMessageRequest("https://queue.example/relay", text));
        var answer = sent.Result; //! LMI4005
        context.Logger.LogLine(answer.MessageId);

        // It is complete by now: nobody waits here.
        return sent.Result.MessageId + sent.Result.MD5OfMessageBody;
    }
}
