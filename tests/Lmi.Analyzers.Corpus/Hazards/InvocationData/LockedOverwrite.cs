using System.Collections.Generic;
using System.Threading.Tasks;
using Amazon.Lambda.Core;
using Amazon.Lambda.SNSEvents;

namespace Corpus.Hazards.LockedOverwrite;

/// <summary>A lock does not help when another invocation's data is what is read back; reading it back in the same lock, or keyed entries, are right.</summary>
public class Function
{
    private readonly object _gate = new();
    private readonly Dictionary<string, string> _subjects = [];
    private string _topic = "";
    private int _messages;

    public async Task<string> Handle(SNSEvent evt, ILambdaContext context)
    {
        var record = evt.Records[0];
        lock (_gate)
        {
            _topic = record.Sns.TopicArn; //! LMI1006
            _messages += evt.Records.Count;
            _subjects[record.Sns.MessageId] = record.Sns.Subject;
        }

        await Task.Delay(1);
        lock (_gate)
        {
            return _topic + _subjects[record.Sns.MessageId] + _messages;
        }
    }
}
