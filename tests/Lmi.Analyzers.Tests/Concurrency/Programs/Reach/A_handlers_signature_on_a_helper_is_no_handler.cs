using System.Collections.Generic;
using Amazon.Lambda.Core;
using System.Threading.Tasks;
using System.IO;

namespace A
{
    public class S
    {
        static int s_n;
        public static Stream H(Stream s, ILambdaContext c)
        {
            {|LMI1002:s_n++|};
            return s;
        }
    }

    public class Only
    {
        static int s_n;
        public void H(ILambdaContext c)
        {
            {|LMI1002:s_n++|};
        }
    }

    public class NotHandler
    {
        int _n;
        private readonly string _x;
        public NotHandler(string x)
        {
            _x = x;
        }

        public void H(string s, ILambdaContext c)
        {
            _n++;
        }
    }

    public class Handler2
    {
        public void Handle(string s, ILambdaContext c)
        {
            new NotHandler(s).H(s, c);
            new Helper().Process(s, c);
        }
    }

    public class Helper
    {
        int _n;
        string _s = "";
        public void Process(string s, ILambdaContext c)
        {
            _n++;
            _s = s;
        }
    }
}
